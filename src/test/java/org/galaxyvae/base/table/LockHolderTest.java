package org.galaxyvae.base.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Process 7, started at tick 100, holds the lock. */
class LockHolderTest {
    private static final String HOST = ProcessPlace.WHOLE_MACHINE;

    /** No process has that number. */
    private static Optional<String> nobody(long pid) {
        return Optional.empty();
    }

    /** The number has been given away again. */
    private static Optional<String> another(long pid) {
        return Optional.of("200");
    }

    private static Optional<String> stillThere(long pid) {
        return Optional.of(pid == 7 ? "100" : "1");
    }

    @ParameterizedTest
    @CsvSource({
        // host, boot, namespace, machine of the holder: gone?
        "node, boot, HOST, id, true, 'the very machine'",
        "other, boot, HOST, id, true, 'it has been given another name'",
        "node, boot, HOST, -, true, 'a machine without an id'",
        "node, boot, 99, id, false, 'in a container of this machine'",
        "node, boot, -, id, false, 'no namespace is told'",
        "node, -, HOST, id, false, 'no start of the machine is told'",
        "node, earlier, HOST, id, true, 'before this machine was started anew'",
        "node, earlier, HOST, other, false, 'another machine of the same name'",
        "node, earlier, HOST, -, false, 'perhaps another machine of the same name'",
        "other, earlier, HOST, id, false, 'a machine that was copied with its id'",
        "node, earlier, 99, id, false, 'in a container, whose id may be its image''s'"
    })
    void aHolderIsGoneOnlyWhereThatIsSure(
            String host, String boot, String namespace, String machine, boolean gone, String where) {
        String line =
                "%s 7 100@%s@%s@%s score since then\n".formatted(host, boot, namespace.replace("HOST", HOST), machine);
        ProcessPlace here = new ProcessPlace("node", "boot", HOST, "id");
        assertThat(LockHolder.isGone(line, here, LockHolderTest::nobody))
                .as(where)
                .isEqualTo(gone);
        assertThat(LockHolder.isGone(line, here, LockHolderTest::another))
                .as(where)
                .isEqualTo(gone);
    }

    @Test
    void aHolderThatRunsIsNotGone() {
        ProcessPlace here = new ProcessPlace("node", "boot", HOST, "id");
        assertThat(LockHolder.isGone(
                        "node 7 100@boot@" + HOST + "@id score since then\n", here, LockHolderTest::stillThere))
                .isFalse();
    }

    @Test
    void fromAContainerOnlyItsOwnProcessesAreKnown() {
        ProcessPlace here = new ProcessPlace("node", "boot", "99", "id");
        assertThat(LockHolder.isGone("node 7 100@boot@99@id score since then\n", here, LockHolderTest::nobody))
                .isTrue();
        assertThat(LockHolder.isGone(
                        "node 7 100@boot@" + HOST + "@id score since then\n", here, LockHolderTest::nobody))
                .isFalse();
        assertThat(LockHolder.isGone("node 7 100@earlier@99@id score since then\n", here, LockHolderTest::nobody))
                .isFalse();
    }

    /** Of an earlier version, or damaged: it stays until somebody looks. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "node",
                "node 7",
                "node 7 2026-01-01T00:00:00Z score since then",
                "node 7 100@boot score since then",
                "node x 100@boot@4026531836@id score",
                "node 7 @boot@4026531836@id score",
                "@@@ @@@ @@@"
            })
    void whatSaysTooLittleIsInDoubt(String line) {
        assertThat(LockHolder.isGone(line, new ProcessPlace("node", "boot", HOST, "id"), LockHolderTest::nobody))
                .isFalse();
    }

    @Test
    void knowsItself() throws Exception {
        assertThat(LockHolder.isGone(LockHolder.me("score"))).isFalse();
        assertThat(LockHolder.isGone(EndedProcess.lockLine("score"))).isTrue();
        assertThat(ProcessPlace.here().host()).isNotBlank();
    }
}
