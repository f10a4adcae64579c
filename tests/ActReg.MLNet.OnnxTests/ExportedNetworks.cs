using ActReg.MLNet.Tests;
using ActReg.MLNet.Tests.Testing;

namespace ActReg.MLNet.OnnxTests;

/// <summary>Networks with random weights that have every kind of step in several places: layouts meet each other in all the ways there are.</summary>
internal static class ExportedNetworks
{
    private static readonly Activation[] Activations =
    [
        Activation.Linear, Activation.Relu, Activation.LeakyRelu(), Activation.Elu(0.7f), Activation.Selu, Activation.Sigmoid, Activation.Tanh, Activation.Silu,
        Activation.Mish, Activation.Gelu(), Activation.Gelu(approximate: true),
    ];

    private static readonly LayerShape Sequence = LayerShape.Sequence(6, 3);
    private static readonly LayerShape Image = LayerShape.Image(7, 6, 4);

    public static IReadOnlyList<TrainedNetwork> All { get; } = [.. StoredNetworks.All, .. More()];

    private static IEnumerable<TrainedNetwork> More()
    {
        foreach (var activation in Activations)
            yield return Of(4, Layer.Dense(5, activation), Layer.ParametricActivation(activation), Layer.Dense(1));
        foreach (var padding in Enum.GetValues<Padding>())
        {
            foreach (var (size, stride, dilation) in new[] { (3, 1, 1), (2, 3, 1), (3, 1, 2), (1, 2, 1) })
            {
                yield return Of(
                    Image, Layer.Conv2D(6, (size, 2), (stride, 1), padding, (dilation, 1), groups: 2, activation: Activation.Relu), Layer.BatchNorm(), Layer.ParametricActivation(Activation.Tanh),
                    Layer.Scale(), Layer.Flatten(), Layer.Scale(), Layer.Dense(1));
                yield return Of(Sequence, Layer.Conv1D(4, size, stride, padding, dilation), Layer.LayerNorm(), Layer.Lstm(2), Layer.Dense(1));
                yield return Of(
                    LayerShape.Image(3, 4, 2), Layer.Conv2DTranspose(3, (size, 2), (stride, 2), padding, (dilation, 1)), Layer.Dense(2, Activation.Tanh), Layer.GlobalMaxPooling(), Layer.Dense(1));
            }

            yield return Of(Image, Layer.MaxPooling2D((3, 2), (2, 1), padding), Layer.AveragePooling2D((2, 3), 1, padding), Layer.Flatten(), Layer.BatchNorm(), Layer.Dense(1));
            yield return Of(Sequence, Layer.AveragePooling1D(4, 2, padding), Layer.GlobalAveragePooling(), Layer.Dense(1));
        }

        Func<bool, bool, Layer>[] cells =
        [
            (sequences, both) => Layer.SimpleRnn(3, sequences, both), (sequences, both) => Layer.Gru(3, sequences, both), (sequences, both) => Layer.Lstm(3, sequences, both),
        ];
        foreach (var cell in cells)
        {
            foreach (var both in new[] { false, true })
            {
                yield return Of(Sequence, cell(true, both), Layer.Dropout(0.5f), cell(true, both), Layer.Dense(4, Activation.Relu), cell(false, both), Layer.Dense(1));
                yield return Of(Sequence, Layer.Masking(0.25f), cell(true, both), Layer.LayerNorm(), cell(true, both), cell(false, both), Layer.Dense(1));
                yield return Of(Sequence, Layer.Masking(0.25f), cell(true, both), Layer.Scale(), Layer.GlobalMaxPooling(), Layer.Dense(1));
                yield return Of(6, Layer.Embedding(5, 2, maskZero: true), cell(true, both), Layer.GlobalAveragePooling(), Layer.Dense(1));
            }
        }

        yield return Of(Sequence, Layer.Lstm(3, returnSequences: true), Layer.Scale(), Layer.BatchNorm(), Layer.Conv1D(2, 3, padding: Padding.Same), Layer.GlobalMaxPooling(), Layer.Dense(1));
        yield return Of(Sequence, Layer.Gru(3, returnSequences: true), Layer.Flatten(), Layer.LayerNorm(), Layer.Dense(1));
        yield return Of(Image, Layer.LayerNorm(), Layer.UpSampling2D((2, 3)), Layer.Conv2D(2, 3), Layer.Reshape(2, -1), Layer.BatchNorm(), Layer.Dense(1));
        yield return Of(Image, Layer.Conv2D(2, 3), Layer.UpSampling2D((2, 1)), Layer.LayerNorm(), Layer.GlobalAveragePooling(), Layer.Dense(1));
        yield return Of(LayerShape.Image(5, 5, 1), Layer.Conv2D(2, 3), Layer.Flatten(), Layer.RepeatVector(3), Layer.UpSampling1D(2), Layer.Lstm(2), Layer.Dense(1));
        yield return Of(12, Layer.Reshape(2, 3, 2), Layer.Conv2D(3, 2, padding: Padding.Same), Layer.Reshape(6, 3), Layer.Conv1D(2, 2), Layer.Reshape(-1), Layer.Dense(1));
        yield return Of(5, Layer.BatchNorm(), Layer.LayerNorm(), Layer.TopK(3), Layer.BatchTopK(2), Layer.Dense(1));
        yield return Of(7, Layer.RobustScaling(), Layer.CategoryEmbedding(2, blocks: [new(2, 2), new(5, 2)]), Layer.PeriodicEmbedding(3, 4), Layer.Dense(1));
        yield return Of(4, Layer.RobustScaling(bound: null), Layer.PeriodicEmbedding(5, 3, sigma: 2), Layer.Dense(3, Activation.Relu), Layer.Dense(1));
        yield return Of(4, Layer.CategoryEmbedding(3, blocks: [new(0, 4)]), Layer.PeriodicEmbedding(), Layer.Dense(1));
        foreach (var mean in Enum.GetValues<MemberMean>())
            yield return Of(4, Layer.BatchEnsemble(3), Layer.Dense(5, Activation.Relu), Layer.LayerNorm(), new MemberOutputLayer(3, mean, null, null));
    }

    private static TrainedNetwork Of(LayerShape input, params Layer[] layers)
    {
        var network = Networks.Random(input, layers, new Random(layers.Length));
        return network with { Weights = RandomWeights.Create(input, layers, new Random(layers.Length)) };
    }
}
