package org.galaxyvae.lab.simulate;

import java.math.BigInteger;
import java.util.Locale;
import org.galaxyvae.pixel.maths.CounterRandom;

/**
 * The ids of one simulated survey: "9" and 17 digits, unique within a seed, without an order one could learn from.
 *
 * <p>digits = (start + index step) mod 10^17 with a step that shares no factor with 10, so no two indices meet.
 */
final class ObjectIds {
    private static final long MODULUS = 100_000_000_000_000_000L;

    private final BigInteger start;
    private final BigInteger step;

    ObjectIds(long seed) {
        CounterRandom random = CounterRandom.of(seed, "simulate.object_id", 0, "");
        start = BigInteger.valueOf(Math.floorMod(random.nextLong(), MODULUS));
        // 10 k + 3 is coprime to 10; the lower bound spreads neighbors.
        step = BigInteger.valueOf(Math.floorMod(random.nextLong(), MODULUS / 20) * 10 + MODULUS / 4 + 3);
    }

    /** The id of the index-th object, 18 digits. */
    String of(long index) {
        long digits = start.add(step.multiply(BigInteger.valueOf(index)))
                .mod(BigInteger.valueOf(MODULUS))
                .longValueExact();
        return String.format(Locale.ROOT, "9%017d", digits);
    }
}
