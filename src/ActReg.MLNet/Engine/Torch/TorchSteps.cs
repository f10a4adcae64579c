using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace ActReg.MLNet;

/// <summary>The TorchSharp form of steps.</summary>
internal static class TorchSteps
{
    /// <summary>What a step puts out, of shape [rows, units].</summary>
    /// <param name="step">The step.</param>
    /// <param name="x">Its input, of shape [rows, inputs].</param>
    /// <param name="mask">What is masked of it; null where nothing can be.</param>
    /// <param name="weights">The network's weights.</param>
    /// <param name="batch">The rows.</param>
    public static Tensor Apply(this Step step, Tensor x, TorchMask? mask, TorchParameters weights, TorchBatch batch) => step switch
    {
        DenseStep { IsTied: true } dense => weights[dense.Bias].addmm(x, weights[dense.Kernel].t()),
        DenseStep dense => weights[dense.Bias].addmm(x, weights[dense.Kernel]),
        PreBiasStep shift => x.sub(weights[shift.Bias]),
        PositionDenseStep dense => Rows(
            weights[dense.Bias].addmm(Places(x, dense.Kernel.Shape[0]), weights[dense.Kernel]), dense),
        ActivationStep activation => activation.Activation.Apply(x),
        ParametricActivationStep activation => Rows(Parametric(activation, Places(x, activation.Shape.Channels), weights), activation),
        ScaleStep scale => Rows(Places(x, scale.Shape.Channels).mul(weights[scale.Scale]), scale),
        DropoutStep dropout => batch.IsTraining ? x * Mask(dropout, batch) : x,
        BatchNormStep norm => Rows(
            TorchNormalization.BatchNorm(
                norm.Momentum, norm.Epsilon, x.view(-1, norm.Shape.Positions, norm.Shape.Channels), norm.Places, weights, batch), norm),
        TopKStep topK => Selected(topK, x, TorchSelection.KeepLargest(x, topK.K), weights, batch),
        BatchTopKStep batchTopK => Selected(batchTopK, x, TorchSelection.Keep(batchTopK, x, weights, batch), weights, batch),
        JumpReluStep jump => Selected(jump, x, TorchSelection.Keep(jump, x, weights, batch), weights, batch),
        LayerNormStep norm => Rows(
            TorchNormalization.LayerNorm(norm.Epsilon, Places(x, norm.Shape.Channels), norm.Places, weights), norm),
        ChannelsLastStep image => Rows(x.view(-1, image.Shape.Channels, image.Shape.Positions).transpose(1, 2), image),
        ConvolutionStep convolution => TorchConvolution.Apply(convolution, x, weights),
        TransposedConvolutionStep convolution => TorchConvolution.Apply(convolution, x, weights),
        // Of one channel, there is a view for it, which what follows could not look at place by place.
        RepeatStep repeat => Rows(Repeat(repeat, x), repeat).contiguous(),
        ImputationStep imputation => TorchInputs.Impute(imputation, x, weights),
        RobustScalingStep scaling => TorchInputs.Scale(scaling, x, weights),
        PiecewiseLinearEncodingStep encoding => TorchInputs.Encode(encoding, x, weights),
        ReshapeStep => x,
        PoolingStep pooling when mask is null => TorchConvolution.Apply(pooling, x),
        PoolingStep pooling => pooling.Pooling == PoolingKind.Max ? mask.Max(x) : mask.Mean(x),
        RecurrentStep recurrent => TorchRecurrence.Apply(recurrent, x, mask, weights),
        MaskingStep => mask!.Clear(x),
        EmbeddingStep embedding => Rows(weights[embedding.Embeddings].index_select(0, x.to(ScalarType.Int64).view(-1)), embedding),
        CategoryEmbeddingStep embedding => TorchCategories.Embed(embedding, x, weights),
        PeriodicEmbeddingStep embedding => Periodic(embedding, x, weights),
        BatchEnsembleStep ensemble => Rows(x.unsqueeze(1).mul(weights[ensemble.Scale]), ensemble),
        MemberOutputStep output => TorchMembers.Apply(output, x, weights, batch),
        _ => throw new NotSupportedException($"The Torch engine has no {step} for batches of {batch.Weight}."),
    };

    /// <summary>What a step has selected, of which its auxiliary loss takes note.</summary>
    private static Tensor Selected(SelectionStep step, Tensor x, Tensor output, TorchParameters weights, TorchBatch batch)
    {
        batch.Auxiliary.Select(step.Auxiliary, x, output, weights, batch);
        return output;
    }

    private static Tensor Parametric(ParametricActivationStep step, Tensor x, TorchParameters weights) =>
        x.Plus(step.Activation.Apply(x).sub(x).mul(weights[step.Alpha]));

    private static Tensor Periodic(PeriodicEmbeddingStep step, Tensor x, TorchParameters weights)
    {
        var features = x.narrow(1, 0, step.Features).unsqueeze(2);
        var waves = features.mul(weights[step.Frequencies]).Times(2 * Math.PI).Plus(weights[step.Phases]).cos();
        var mapped = waves.unsqueeze(2).matmul(weights[step.Kernel].transpose(1, 2)).squeeze(2).Plus(weights[step.Bias]);
        return cat([cat([features, mapped], 2).flatten(1), x.narrow(1, step.Features, x.shape[1] - step.Features)], 1);
    }

    /// <summary>What there is at each place of each row, of shape [rows x places, channels].</summary>
    private static Tensor Places(Tensor x, long channels) => x.view(-1, channels);

    /// <summary>A step's output, of any shape that begins with the rows, as [rows, units].</summary>
    private static Tensor Rows(Tensor output, Step step) => output.reshape(-1, step.Size);

    /// <summary>Views of each place, as often as it is put out; their gradients are added up.</summary>
    private static Tensor Repeat(RepeatStep step, Tensor x)
    {
        var (input, places) = (step.Input, step.Places);
        return x.view(-1, input.Height, 1, input.Width, 1, input.Channels)
            .expand(-1, input.Height, places.Height, input.Width, places.Width, input.Channels);
    }

    /// <summary>What each value is multiplied by, of shape [rows, units].</summary>
    private static Tensor Mask(DropoutStep step, TorchBatch batch)
    {
        var mask = step.Mask(batch.Noise);
        var rows = (int)batch.Features.shape[0];
        var factors = new float[rows, step.Width];
        for (var row = 0; row < rows; row++)
        {
            var rowFactors = MemoryMarshal.CreateSpan(ref factors[row, 0], step.Width);
            rowFactors.Fill(1);
            mask.Apply(row, rowFactors, rowFactors);
        }

        return from_array(factors, batch.Features.device).narrow(1, 0, step.Size);
    }
}
