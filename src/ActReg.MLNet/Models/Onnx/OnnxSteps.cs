namespace ActReg.MLNet;

/// <summary>The ONNX form of steps.</summary>
internal static class OnnxSteps
{
    /// <summary>What a step puts out.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="step">The step.</param>
    /// <param name="x">What there is before it.</param>
    /// <param name="features">What is known of the features.</param>
    /// <param name="mask">What is masked of its input; null where nothing can be.</param>
    /// <param name="weights">The network's weights.</param>
    public static OnnxValue Add(this IOnnxGraph graph, Step step, OnnxValue x, OnnxFeatures features, OnnxMask? mask, OnnxWeights weights) => step switch
    {
        DenseStep dense => OnnxDense.Add(graph, dense, x, weights),
        PositionDenseStep dense => OnnxDense.Add(graph, dense, x, weights),
        PreBiasStep shift => x.With(graph.Add("Sub", [x.Name, weights[shift.Bias]])),
        ActivationStep activation => x.With(OnnxActivations.Add(graph, activation.Activation, x.Name)),
        ParametricActivationStep activation => Parametric(graph, activation, graph.ByChannels(activation.Shape, x), weights),
        ScaleStep scale => Scaled(graph, scale, graph.ByChannels(scale.Shape, x), weights),
        DropoutStep => x,
        BatchNormStep norm => OnnxNormalization.Add(graph, norm, x, weights),
        LayerNormStep norm => OnnxNormalization.Add(graph, norm, x, weights),
        TopKStep topK => OnnxSelection.Add(graph, topK, x),
        BatchTopKStep topK => OnnxSelection.Add(graph, topK, x, weights),
        JumpReluStep jump => OnnxSelection.Add(graph, jump, x, weights),
        ChannelsLastStep image => new(
            graph.Reshape(x.Name, 0, image.Shape.Channels, image.Shape.Height, image.Shape.Width), image.Shape, OnnxLayout.ChannelsFirst),
        ConvolutionStep convolution => OnnxConvolution.Add(graph, convolution, x, weights),
        TransposedConvolutionStep convolution => OnnxConvolution.Add(graph, convolution, x, weights),
        PoolingStep pooling => OnnxConvolution.Add(graph, pooling, x, mask),
        RepeatStep repeat => OnnxConvolution.Add(graph, repeat, x),
        ReshapeStep reshape => graph.AsRows(x) with { Shape = reshape.Shape },
        RecurrentStep recurrent => OnnxRecurrence.Add(graph, recurrent, x, mask, weights),
        MaskingStep => mask!.Clear(x),
        ImputationStep imputation => OnnxInputs.Add(graph, imputation, x, weights),
        RobustScalingStep scaling => OnnxInputs.Add(graph, scaling, x, weights),
        PiecewiseLinearEncodingStep encoding => OnnxInputs.Add(graph, encoding, x, weights),
        EmbeddingStep embedding => OnnxEmbeddings.Add(graph, embedding, x, features, weights),
        CategoryEmbeddingStep embedding => OnnxEmbeddings.Add(graph, embedding, x, weights),
        PeriodicEmbeddingStep embedding => OnnxEmbeddings.Add(graph, embedding, x, weights),
        BatchEnsembleStep ensemble => OnnxMembers.Add(graph, ensemble, x, weights),
        MemberOutputStep output => OnnxMembers.Add(graph, output, x, weights),
        _ => throw new NotSupportedException($"ONNX export has no {step}."),
    };

    private static OnnxValue Parametric(IOnnxGraph graph, ParametricActivationStep step, OnnxValue x, OnnxWeights weights)
    {
        var change = graph.Add("Sub", [OnnxActivations.Add(graph, step.Activation, x.Name), x.Name]);
        return x.With(graph.Add("Add", [x.Name, graph.Add("Mul", [change, weights.Shaped(step.Alpha, x.ChannelShape)])]));
    }

    private static OnnxValue Scaled(IOnnxGraph graph, ScaleStep step, OnnxValue x, OnnxWeights weights) =>
        x.With(graph.Add("Mul", [x.Name, weights.Shaped(step.Scale, x.ChannelShape)]));
}
