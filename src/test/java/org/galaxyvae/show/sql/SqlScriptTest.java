package org.galaxyvae.show.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SqlScriptTest {
    @Test
    void splitsAtSemicolonsAndTheLastNeedsNone() {
        assertThat(SqlScript.statements("SELECT 1;\n SELECT 2 ;; SELECT 3"))
                .containsExactly("SELECT 1", "SELECT 2", "SELECT 3");
    }

    @Test
    void leavesSemicolonsInQuotesAndCommentsAlone() {
        assertThat(SqlScript.statements("SELECT ';', \"a;\", `b;`; -- c; d\n /* e; */ SELECT 'it''s;', 'x\\';'"))
                .containsExactly("SELECT ';', \"a;\", `b;`", "-- c; d\n /* e; */ SELECT 'it''s;', 'x\\';'");
    }

    @Test
    void findsNothingInBlanksAndComments() {
        assertThat(SqlScript.statements(" ; -- nothing;\n /* at all */ ;")).isEmpty();
    }

    @Test
    void keepsWhatIsUnfinished() {
        SqlScript.Parts parts = SqlScript.parts("SELECT 1; SELECT 'a;\n");
        assertThat(parts.statements()).containsExactly("SELECT 1");
        assertThat(parts.rest()).isEqualTo(" SELECT 'a;\n");
    }
}
