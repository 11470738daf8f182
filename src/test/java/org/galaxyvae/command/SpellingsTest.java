package org.galaxyvae.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Surveys of earlier versions have scripts that say artefact. */
class SpellingsTest {
    @Test
    void theCommandAnswersToBothSpellings() {
        var commands = new CommandLine(GalaxyVae.class).getSubcommands();
        assertThat(commands.get("artefacts")).isNotNull().isSameAs(commands.get("artifacts"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--artifact", "--artefact"})
    void theOptionAnswersToBothSpellings(String option) {
        var parsed = new CommandLine(new LabelJob()).parseArgs("--workspace", "survey", "--id", "o1", option);
        assertThat(parsed.matchedOptionValue("--artifact", "")).isEqualTo("true");
    }

    @Test
    void bothSpellingsAtOnceAreAnError() {
        CommandLine command = new CommandLine(new LabelJob());
        assertThatThrownBy(() -> command.parseArgs("--workspace", "survey", "--artifact", "--artefact=false"))
                .hasMessageContaining("should be specified only once");
    }
}
