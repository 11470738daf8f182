package org.galaxyvae.lab.disentangle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.spark.sql.types.StructType;
import org.galaxyvae.base.config.RequestException;
import org.junit.jupiter.api.Test;

class FactorColumnTest {
    @Test
    void isAnExpressionWithAName() {
        assertThat(FactorColumn.of("--factor", "size = log10(radius)", false))
                .isEqualTo(new FactorColumn("size", "log10(radius)", false));
        assertThat(FactorColumn.of("--angle", "pa", true)).isEqualTo(new FactorColumn("pa", "pa", true));
        assertThat(FactorColumn.of("--factor", "round=b = a", false).expression())
                .isEqualTo("b = a");
    }

    @Test
    void refusesWhatHasNoNameOrNoExpression() {
        for (String wrong : List.of("", "=x", "Size=x", "size=", "a b=c", "1st=x", "x".repeat(65))) {
            assertThatThrownBy(() -> FactorColumn.of("--factor", wrong, false))
                    .isInstanceOf(RequestException.class)
                    .hasMessageContaining("Invalid --factor " + wrong);
        }
        assertThatThrownBy(() -> new DisentangleRequest(null, List.of("a"), List.of("a"), "", ".").columns())
                .hasMessageContaining("each once");
    }

    @Test
    void takesAllColumnsOfNumbersButThePosition() {
        StructType catalog = StructType.fromDDL(
                "object_id STRING, ra_deg DOUBLE, dec_deg DOUBLE, class STRING, `odd``name` INT, z DOUBLE, spiral"
                        + " BOOLEAN");
        assertThat(FactorColumn.of(catalog))
                .extracting(FactorColumn::name)
                .contains("z", "spiral")
                .doesNotContain("ra_deg", "class");
        assertThat(FactorColumn.areSimulated(catalog)).isFalse();
    }
}
