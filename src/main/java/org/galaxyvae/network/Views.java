package org.galaxyvae.network;

import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Each parameter as a view into a flat vector. */
final class Views {
    private Views() {}

    /** By name, in the layout's order. */
    static Map<String, INDArray> of(ParameterLayout layout, INDArray flat) {
        Map<String, INDArray> views = new LinkedHashMap<>();
        INDArray vector = flat.reshape(flat.length());
        for (ParameterLayout.Parameter parameter : layout.all()) {
            long[] shape = new long[parameter.shape().length];
            for (int i = 0; i < shape.length; i++) {
                shape[i] = parameter.shape()[i];
            }
            views.put(
                    parameter.name(),
                    vector.get(NDArrayIndex.interval(
                                    parameter.offset(), parameter.offset() + (long) parameter.length()))
                            .reshape('c', shape));
        }
        return views;
    }
}
