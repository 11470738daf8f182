package org.galaxyvae.network;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A 3×3 convolution of stride 1 by Winograd's minimal filtering F(4×4, 3×3) (Lavin and Gray 2016): a quarter of the direct
 * algorithm's multiplications, done as 36 matrix products, one for each point of a 6×6 tile.
 *
 * <p>The transforms are Java loops over channels; the products are OpenBLAS. The backward pass is the exact adjoint: the same
 * products, transposed, between the adjoint transforms. The transformed input stays in memory for it.
 */
final class WinogradConvolution implements Convolution {
    /** Rows and columns of the output that one tile makes. */
    static final int TILE = 4;

    /** Rows and columns of the input that one tile reads. */
    static final int PATCH = TILE + 2;

    /** Tiles multiplied at once: enough for OpenBLAS to be fast, few enough to stay in the cache. */
    private static final int BLOCK_TILES = 256;

    private final int batch;
    private final int side;
    private final int in;
    private final int out;
    private final int tilesPerSide;
    private final int tilesPerImage;
    private final int imagesPerBlock;
    private final int blocks;
    /** Null in training, where a row may depend on its place in the batch and which whole blocks would cost more. */
    private final @Nullable RowProduct product;

    private final WinogradWeights weights;
    private final WinogradWeights weightsGradient;
    private final WinogradPoints output;
    private final WinogradPoints[] input;
    /** One image with its border of zeros, [row][column, input channel]. */
    private final float[][] padded;
    /** A row of tiles of the input, transformed along columns, [point][column, channel]. */
    private final float[][] inputRows;

    private final float[][] outputRows;
    /** A row of tiles, [position or point][point of the other direction, tile, channel]. */
    private final float[][] inputTiles;

    private final float[][] inputPoints;
    private final float[][] outputTiles;
    private final float[][] outputPoints;
    private final float[][] imageRows;
    /** Rows that the tiles above have begun. */
    private final float[][] overlap;

    WinogradConvolution(int batch, int side, int in, int out, boolean training) {
        this.batch = batch;
        this.side = side;
        this.in = in;
        this.out = out;
        tilesPerSide = side / TILE;
        tilesPerImage = tilesPerSide * tilesPerSide;
        int most = Math.min(batch, Math.max(1, BLOCK_TILES / tilesPerImage));
        blocks = (batch + most - 1) / most;
        // without training every product has the whole block's shape, so blocks are of one size
        imagesPerBlock = training ? most : (batch + blocks - 1) / blocks;
        int tiles = imagesPerBlock * tilesPerImage;
        product = training ? null : RowProduct.of(tiles, in, out, false);
        int rows = product == null ? tiles : product.rows();
        weights = new WinogradWeights(in, out);
        weightsGradient = training ? new WinogradWeights(in, out) : weights;
        output = new WinogradPoints(rows, out);
        input = new WinogradPoints[training ? blocks : 1];
        for (int block = 0; block < input.length; block++) {
            input[block] = new WinogradPoints(rows, in);
        }
        padded = new float[side + 2][(side + 2) * in];
        inputRows = new float[PATCH][(side + 2) * in];
        outputRows = new float[PATCH][side * out];
        inputTiles = new float[PATCH][PATCH * tilesPerSide * in];
        inputPoints = new float[PATCH][PATCH * tilesPerSide * in];
        outputTiles = new float[TILE][PATCH * tilesPerSide * out];
        outputPoints = new float[PATCH][PATCH * tilesPerSide * out];
        imageRows = new float[TILE][side * out];
        overlap = new float[PATCH - TILE][(side + 2) * in];
    }

    @Override
    public int inputLength() {
        return batch * side * side * in;
    }

    @Override
    public int outputLength() {
        return batch * side * side * out;
    }

    @Override
    public void use(INDArray view) {
        weights.transform(view);
    }

    @Override
    public void forward(float[] values, float[] result) {
        for (int block = 0; block < blocks; block++) {
            int first = block * imagesPerBlock;
            int images = Math.min(imagesPerBlock, batch - first);
            WinogradPoints patches = input[Math.min(block, input.length - 1)];
            for (int image = 0; image < images; image++) {
                pad(values, (first + image) * side * side * in);
                for (int tileRow = 0; tileRow < tilesPerSide; tileRow++) {
                    transformInput(patches, tileRow, (image * tilesPerImage + tileRow * tilesPerSide) * in);
                }
            }
            multiply(patches, images * tilesPerImage);
            for (int image = 0; image < images; image++) {
                for (int tileRow = 0; tileRow < tilesPerSide; tileRow++) {
                    int at = (first + image) * side * side * out + tileRow * TILE * side * out;
                    transformOutput((image * tilesPerImage + tileRow * tilesPerSide) * out, result, at);
                }
            }
        }
    }

    private void multiply(WinogradPoints patches, int tiles) {
        for (int p = 0; p < WinogradPoints.COUNT; p++) {
            if (product != null) {
                product.multiply(patches.array(p), weights.array(p), output.array(p));
            } else {
                Products.multiply(
                        false, false, tiles, out, in, patches.matrix(p), weights.matrix(p), 0, output.matrix(p));
            }
        }
    }

    @Override
    public void backward(INDArray gradientView, float[] outputGradient, float @Nullable [] inputGradient) {
        for (int block = 0; block < blocks; block++) {
            int first = block * imagesPerBlock;
            int images = Math.min(imagesPerBlock, batch - first);
            for (int image = 0; image < images; image++) {
                for (int tileRow = 0; tileRow < tilesPerSide; tileRow++) {
                    int at = (first + image) * side * side * out + tileRow * TILE * side * out;
                    transformOutputGradient(outputGradient, at, (image * tilesPerImage + tileRow * tilesPerSide) * out);
                }
            }
            int tiles = images * tilesPerImage;
            WinogradPoints patches = input[block];
            for (int p = 0; p < WinogradPoints.COUNT; p++) {
                Products.multiply(
                        true,
                        false,
                        in,
                        out,
                        tiles,
                        patches.matrix(p),
                        output.matrix(p),
                        block == 0 ? 0 : 1,
                        weightsGradient.matrix(p));
            }
            if (inputGradient == null) {
                continue;
            }
            for (int p = 0; p < WinogradPoints.COUNT; p++) {
                // the input is not needed any more: its gradient takes its place
                Products.multiply(
                        false, true, tiles, in, out, output.matrix(p), weights.matrix(p), 0, patches.matrix(p));
            }
            for (int image = 0; image < images; image++) {
                for (int tileRow = 0; tileRow < tilesPerSide; tileRow++) {
                    transformInputGradient(patches, (image * tilesPerImage + tileRow * tilesPerSide) * in, tileRow);
                }
                unpad(inputGradient, (first + image) * side * side * in);
            }
        }
        weightsGradient.transformBack(gradientView);
    }

    private void pad(float[] image, int at) {
        for (int row = 0; row < side; row++) {
            System.arraycopy(image, at + row * side * in, padded[row + 1], in, side * in);
        }
    }

    /** Takes one image's gradient out of its padded rows and leaves their border zero. */
    private void unpad(float[] image, int at) {
        for (int row = 0; row < side; row++) {
            System.arraycopy(padded[row + 1], in, image, at + row * side * in, side * in);
        }
        Arrays.fill(padded[0], 0);
        Arrays.fill(padded[side + 1], 0);
        for (float[] row : padded) {
            Arrays.fill(row, 0, in, 0);
            Arrays.fill(row, (side + 1) * in, (side + 2) * in, 0);
        }
    }

    /** One row of tiles of the padded image to its points. */
    private void transformInput(WinogradPoints target, int tileRow, int at) {
        WinogradTransforms.input(
                Arrays.copyOfRange(padded, tileRow * TILE, tileRow * TILE + PATCH), inputRows, (side + 2) * in);
        int count = tilesPerSide * in;
        for (int k = 0; k < PATCH; k++) {
            for (int i = 0; i < PATCH; i++) {
                for (int tile = 0; tile < tilesPerSide; tile++) {
                    System.arraycopy(inputRows[i], (tile * TILE + k) * in, inputTiles[k], i * count + tile * in, in);
                }
            }
        }
        WinogradTransforms.input(inputTiles, inputPoints, PATCH * count);
        for (int j = 0; j < PATCH; j++) {
            target.put(inputPoints[j], j, at, count);
        }
    }

    /** The adjoint: adds one row of tiles to the padded image, where rows and columns of neighboring tiles overlap. */
    private void transformInputGradient(WinogradPoints source, int at, int tileRow) {
        int count = tilesPerSide * in;
        for (int j = 0; j < PATCH; j++) {
            source.get(inputPoints[j], j, at, count);
        }
        WinogradTransforms.inputAdjoint(inputPoints, inputTiles, PATCH * count);
        for (int i = 0; i < PATCH; i++) {
            for (int tile = 0; tile < tilesPerSide; tile++) {
                for (int k = 0; k < PATCH; k++) {
                    accumulate(
                            inputTiles[k],
                            i * count + tile * in,
                            inputRows[i],
                            (tile * TILE + k) * in,
                            in,
                            tile > 0 && k < PATCH - TILE);
                }
            }
        }
        float[][] rows = new float[PATCH][];
        for (int k = 0; k < PATCH; k++) {
            rows[k] = tileRow > 0 && k < PATCH - TILE ? overlap[k] : padded[tileRow * TILE + k];
        }
        WinogradTransforms.inputAdjoint(inputRows, rows, (side + 2) * in);
        for (int k = 0; k < PATCH - TILE && tileRow > 0; k++) {
            accumulate(overlap[k], 0, padded[tileRow * TILE + k], 0, (side + 2) * in, true);
        }
    }

    private static void accumulate(float[] from, int at, float[] to, int target, int n, boolean add) {
        if (!add) {
            System.arraycopy(from, at, to, target, n);
            return;
        }
        for (int c = 0; c < n; c++) {
            to[target + c] += from[at + c];
        }
    }

    /** The points of one row of tiles to four rows of the output. */
    private void transformOutput(int from, float[] image, int at) {
        int count = tilesPerSide * out;
        for (int j = 0; j < PATCH; j++) {
            output.get(outputPoints[j], j, from, count);
        }
        WinogradTransforms.output(outputPoints, outputTiles, PATCH * count);
        for (int k = 0; k < TILE; k++) {
            for (int i = 0; i < PATCH; i++) {
                for (int tile = 0; tile < tilesPerSide; tile++) {
                    System.arraycopy(
                            outputTiles[k], i * count + tile * out, outputRows[i], (tile * TILE + k) * out, out);
                }
            }
        }
        WinogradTransforms.output(outputRows, imageRows, side * out);
        for (int k = 0; k < TILE; k++) {
            System.arraycopy(imageRows[k], 0, image, at + k * side * out, side * out);
        }
    }

    /** The adjoint: four rows of the output's gradient to the points of one row of tiles. */
    private void transformOutputGradient(float[] image, int at, int target) {
        int count = tilesPerSide * out;
        for (int k = 0; k < TILE; k++) {
            System.arraycopy(image, at + k * side * out, imageRows[k], 0, side * out);
        }
        WinogradTransforms.outputAdjoint(imageRows, outputRows, side * out);
        for (int k = 0; k < TILE; k++) {
            for (int i = 0; i < PATCH; i++) {
                for (int tile = 0; tile < tilesPerSide; tile++) {
                    System.arraycopy(
                            outputRows[i], (tile * TILE + k) * out, outputTiles[k], i * count + tile * out, out);
                }
            }
        }
        WinogradTransforms.outputAdjoint(outputTiles, outputPoints, PATCH * count);
        for (int j = 0; j < PATCH; j++) {
            output.put(outputPoints[j], j, target, count);
        }
    }

    @Override
    public void close() {
        for (WinogradPoints block : input) {
            block.close();
        }
        output.close();
        if (weightsGradient != weights) {
            weightsGradient.close();
        }
        weights.close();
        if (product != null) {
            product.close();
        }
    }
}
