package org.galaxyvae.base.table;

import java.util.concurrent.atomic.AtomicLong;

/** Locks that commands leave which were killed. */
public final class EndedProcess {
    private static final AtomicLong COUNT = new AtomicLong();

    private EndedProcess() {}

    /** The line of a process of this machine that has ended, another one each time. */
    public static String lockLine(String command) throws Exception {
        Process process = new ProcessBuilder("true").start();
        process.waitFor();
        String me = LockHolder.me(command + " " + COUNT.incrementAndGet());
        return me.replaceFirst(" \\d+ ", " " + process.pid() + " ");
    }
}
