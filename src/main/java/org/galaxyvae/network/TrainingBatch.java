package org.galaxyvae.network;

import java.io.File;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * One minibatch as DL4J wants it, made only when it is asked for.
 *
 * <p>dl4j-spark counts a round's batches before it trains on them; a lazy batch makes counting free, and its floats exist
 * only while the worker trains on them.
 */
public final class TrainingBatch implements MultiDataSet {
    private static final long serialVersionUID = 1;

    /**
     * What a batch holds.
     *
     * @param images [image, row, column, channel] in [0, 1]
     * @param noise standard normal, [image, latent]
     */
    public record Content(float[] images, float[] noise) {}

    private final int count;
    private final int latent;
    private final float klWeight;
    private final transient Supplier<Content> source;
    private transient INDArray @Nullable [] features;
    private transient INDArray @Nullable [] labels;

    /**
     * A batch that reads its content when it is first used.
     *
     * @param count images
     * @param latent latent units
     * @param klWeight weight of the divergence in the loss
     */
    public TrainingBatch(int count, int latent, float klWeight, Supplier<Content> source) {
        this.count = count;
        this.latent = latent;
        this.klWeight = klWeight;
        this.source = source;
    }

    private void load() {
        if (features != null) {
            return;
        }
        Content content = source.get();
        float[] rows = new float[count * (latent + 1)];
        for (int b = 0; b < count; b++) {
            System.arraycopy(content.noise(), b * latent, rows, b * (latent + 1), latent);
            rows[b * (latent + 1) + latent] = klWeight;
        }
        features = new INDArray[] {Buffers.create(content.images(), count, content.images().length / count)};
        labels = new INDArray[] {Buffers.create(rows, count, latent + 1L)};
    }

    @Override
    public int numFeatureArrays() {
        return 1;
    }

    @Override
    public int numLabelsArrays() {
        return 1;
    }

    @Override
    public INDArray[] getFeatures() {
        load();
        return java.util.Objects.requireNonNull(features);
    }

    @Override
    public INDArray getFeatures(int index) {
        return getFeatures()[index];
    }

    @Override
    public INDArray[] getLabels() {
        load();
        return java.util.Objects.requireNonNull(labels);
    }

    @Override
    public INDArray getLabels(int index) {
        return getLabels()[index];
    }

    @Override
    public boolean hasMaskArrays() {
        return false;
    }

    @Override
    public INDArray @Nullable [] getFeaturesMaskArrays() {
        return null;
    }

    @Override
    public @Nullable INDArray getFeaturesMaskArray(int index) {
        return null;
    }

    @Override
    public INDArray @Nullable [] getLabelsMaskArrays() {
        return null;
    }

    @Override
    public @Nullable INDArray getLabelsMaskArray(int index) {
        return null;
    }

    @Override
    public long getMemoryFootprint() {
        return 0;
    }

    @Override
    public boolean isEmpty() {
        return count == 0;
    }

    @Override
    public void migrate() {}

    @Override
    public void detach() {}

    @Override
    public void setFeatures(INDArray[] arrays) {
        throw fixed();
    }

    @Override
    public void setFeatures(int index, INDArray array) {
        throw fixed();
    }

    @Override
    public void setLabels(INDArray[] arrays) {
        throw fixed();
    }

    @Override
    public void setLabels(int index, INDArray array) {
        throw fixed();
    }

    @Override
    public void setFeaturesMaskArrays(INDArray[] arrays) {
        throw fixed();
    }

    @Override
    public void setFeaturesMaskArray(int index, INDArray array) {
        throw fixed();
    }

    @Override
    public void setLabelsMaskArray(INDArray[] arrays) {
        throw fixed();
    }

    @Override
    public void setLabelsMaskArray(int index, INDArray array) {
        throw fixed();
    }

    @Override
    public void save(OutputStream stream) {
        throw fixed();
    }

    @Override
    public void save(File file) {
        throw fixed();
    }

    @Override
    public void load(java.io.InputStream stream) {
        throw fixed();
    }

    @Override
    public void load(File file) {
        throw fixed();
    }

    @Override
    public List<MultiDataSet> asList() {
        throw fixed();
    }

    @Override
    public MultiDataSet copy() {
        throw fixed();
    }

    @Override
    public void setExampleMetaData(List<? extends Serializable> metaData) {
        throw fixed();
    }

    @Override
    public <T extends Serializable> List<T> getExampleMetaData(Class<T> type) {
        throw fixed();
    }

    @Override
    public List<Serializable> getExampleMetaData() {
        throw fixed();
    }

    @Override
    public void shuffle() {
        throw fixed();
    }

    private static IllegalStateException fixed() {
        return new IllegalStateException("A training batch is made by its source and stays as it is");
    }
}
