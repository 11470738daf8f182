package org.galaxyvae.survey.source;

import java.util.HashMap;
import java.util.Map;

/** The URIs of an archive's members: each its own, though an archive may hold one name twice. */
final class MemberNames {
    private final String archive;
    private final Map<String, Integer> seen = new HashMap<>();

    MemberNames(String archive) {
        this.archive = archive;
    }

    /** The URI of the next member of that name. Nothing is ever written by a member's name, so {@code ../} does no harm. */
    String uri(String member) {
        int times = seen.merge(member, 1, Integer::sum);
        String text = member.replaceAll("\\p{Cntrl}", "?");
        return archive + "!/" + text + (times == 1 ? "" : "#" + times);
    }
}
