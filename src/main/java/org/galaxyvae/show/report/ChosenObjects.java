package org.galaxyvae.show.report;

import java.util.Map;

/**
 * Which objects a gallery shows.
 *
 * @param full with every evidence and their neighbors
 * @param remarks by object id, in the order shown; empty where there is nothing to say beside what all cards say
 */
record ChosenObjects(String key, String title, String text, boolean full, Map<String, String> remarks) {}
