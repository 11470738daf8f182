package org.galaxyvae.lab.simulate;

import java.util.Arrays;

/** One band was never read: its channel is empty and the picture takes the color of the other two. */
final class LostBand implements Anomaly {
    @Override
    public void damage(Scene scene) {
        Band lost = Band.draw(scene.random());
        Arrays.fill(scene.frame().plane(lost), 0);
    }
}
