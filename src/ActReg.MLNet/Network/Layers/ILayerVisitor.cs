namespace ActReg.MLNet;

/// <summary>Something to do for each kind of layer. A kind that is new has its place in all such things, or they do not compile.</summary>
internal interface ILayerVisitor
{
    void Visit(DenseLayer layer);

    void Visit(ActivationLayer layer);

    void Visit(ActivityRegularizationLayer layer);

    void Visit(ParametricActivationLayer layer);

    void Visit(ScaleLayer layer);

    void Visit(DropoutLayer layer);

    void Visit(TopKLayer layer);

    void Visit(BatchTopKLayer layer);

    void Visit(BatchNormLayer layer);

    void Visit(LayerNormLayer layer);

    void Visit(FlattenLayer layer);

    void Visit(ConvolutionLayer layer);

    void Visit(PoolingLayer layer);

    void Visit(GlobalPoolingLayer layer);

    void Visit(RecurrentLayer layer);

    void Visit(EmbeddingLayer layer);

    void Visit(PeriodicEmbeddingLayer layer);

    void Visit(CategoryEmbeddingLayer layer);

    void Visit(MaskingLayer layer);

    void Visit(ImputationLayer layer);

    void Visit(RobustScalingLayer layer);

    void Visit(PiecewiseLinearEncodingLayer layer);

    void Visit(ReshapeLayer layer);

    void Visit(RepeatVectorLayer layer);

    void Visit(UpSamplingLayer layer);

    void Visit(Conv2DTransposeLayer layer);

    void Visit(PreBiasLayer layer);

    void Visit(CodeLayer layer);

    void Visit(DecoderLayer layer);

    void Visit(BatchEnsembleLayer layer);

    void Visit(MemberOutputLayer layer);
}
