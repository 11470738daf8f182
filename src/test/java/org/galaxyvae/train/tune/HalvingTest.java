package org.galaxyvae.train.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.galaxyvae.train.tune.Halving.Assignment;
import org.junit.jupiter.api.Test;

class HalvingTest {
    @Test
    void oneSlotPromotesAsSoonAsARungAllows() {
        Halving halving = new Halving(4, 2, 2);
        List<Assignment> order = run(halving, assignment -> assignment.trial());
        assertThat(order)
                .containsExactly(
                        new Assignment(0, 0),
                        new Assignment(1, 0),
                        // two have left the rung: the better half goes on before a new trial begins
                        new Assignment(1, 1),
                        new Assignment(2, 0),
                        // the best of three
                        new Assignment(2, 1),
                        new Assignment(3, 0),
                        new Assignment(3, 1));
    }

    @Test
    void nineTrialsMakeThreeAndOne() {
        Map<Integer, Integer> counts = new HashMap<>();
        run(new Halving(9, 3, 3), assignment -> -assignment.trial())
                .forEach(assignment -> counts.merge(assignment.rung(), 1, Integer::sum));
        assertThat(counts).containsEntry(0, 9).containsEntry(1, 3).containsEntry(2, 1);
    }

    @Test
    void aFewTrialsStillMakeOneFullyTrained() {
        List<Assignment> order = run(new Halving(4, 3, 3), assignment -> assignment.trial() == 2 ? 1 : 0);
        assertThat(order).contains(new Assignment(2, 1)).endsWith(new Assignment(2, 2));
    }

    @Test
    void anotherTakesThePlaceOfAWinnerThatFails() {
        Halving halving = new Halving(3, 2, 3);
        List<Assignment> order =
                run(halving, assignment -> assignment.equals(new Assignment(2, 1)) ? Double.NaN : assignment.trial());
        assertThat(order).endsWith(new Assignment(2, 1), new Assignment(1, 1));
    }

    @Test
    void endsWhereEveryTrialFails() {
        assertThat(run(new Halving(5, 3, 3), assignment -> Double.NaN)).hasSize(5);
    }

    @Test
    void aFailedTrialIsTheWorstOfItsRung() {
        List<Assignment> order =
                run(new Halving(3, 2, 3), assignment -> assignment.trial() == 0 ? Double.NaN : -assignment.trial());
        assertThat(order).endsWith(new Assignment(1, 1)).hasSize(4);
    }

    @Test
    void waitsForRunningWork() {
        Halving halving = new Halving(2, 2, 2);
        assertThat(halving.next()).contains(new Assignment(0, 0));
        assertThat(halving.next()).contains(new Assignment(1, 0));
        assertThat(halving.next()).isEmpty();
        assertThat(halving.running()).isEqualTo(2);
        halving.finished(new Assignment(1, 0), 3);
        assertThat(halving.next()).isEmpty();
        halving.finished(new Assignment(0, 0), 2);
        assertThat(halving.next()).contains(new Assignment(1, 1));
    }

    @Test
    void equalValuesGoInTheOrderOfTrials() {
        assertThat(run(new Halving(3, 2, 3), assignment -> 0.5)).endsWith(new Assignment(0, 1));
    }

    @Test
    void goesOnFromAnyPointAsIfNothingHadHappened() {
        ToDoubleFunction<Assignment> values = assignment -> (assignment.trial() * 7 + assignment.rung()) % 5;
        List<Assignment> whole = run(new Halving(9, 3, 3), values);
        for (int done = 0; done <= whole.size(); done++) {
            Halving resumed = new Halving(9, 3, 3);
            whole.subList(0, done)
                    .forEach(assignment -> resumed.finished(assignment, values.applyAsDouble(assignment)));
            assertThat(run(resumed, values)).isEqualTo(whole.subList(done, whole.size()));
        }
    }

    @Test
    void refusesNaN() {
        assertThatThrownBy(() -> new Halving(1, 1, 2).finished(new Assignment(0, 0), Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void budgetsGrowByTheReduction() {
        Rungs rungs = new Rungs(27000, 3, 3);
        assertThat(List.of(rungs.budget(0), rungs.budget(1), rungs.budget(2))).containsExactly(3000L, 9000L, 27000L);
        assertThat(List.of(rungs.step(0), rungs.step(1), rungs.step(2))).containsExactly(3000L, 6000L, 18000L);
        assertThat(new Rungs(1000, 1, 3).budget(0)).isEqualTo(1000);
    }

    /** One slot; NaN fails. */
    private static List<Assignment> run(Halving halving, ToDoubleFunction<Assignment> values) {
        List<Assignment> order = new ArrayList<>();
        for (var next = halving.next(); next.isPresent(); next = halving.next()) {
            order.add(next.get());
            double value = values.applyAsDouble(next.get());
            if (Double.isNaN(value)) {
                halving.failed(next.get());
            } else {
                halving.finished(next.get(), value);
            }
        }
        return order;
    }
}
