using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ActReg.MLNet;

/// <summary>The TorchSharp form of what an ensemble in one network puts out, and of its loss.</summary>
internal static class TorchMembers
{
    /// <summary>What each member puts out, of shape [rows, members x units], in training; else their mean, of shape [rows, units].</summary>
    public static Tensor Apply(MemberOutputStep step, Tensor x, TorchParameters weights, TorchBatch batch)
    {
        var (kernel, bias) = (weights[step.Kernel], weights[step.Bias]);
        var outputs = x.view(-1, step.Members, kernel.shape[1]).transpose(0, 1).matmul(kernel).transpose(0, 1).Plus(bias);
        if (batch.IsTraining)
            return outputs.reshape(-1, step.TrainedSize);
        var mean = Mean(step.Mean, outputs);
        return step.Factor == null ? mean : mean.mul(weights[step.Factor]);
    }

    /// <summary>As of the losses of one network.</summary>
    public static (Tensor Losses, Tensor? Correct) Evaluate(MembersLoss loss, Tensor outputs, Tensor targets)
    {
        var (losses, correct) = loss.Each.Evaluate(outputs.reshape(-1, loss.Each.OutputCount), targets.repeat_interleave(loss.Members, dim: 0));
        return (Of(losses), correct is null ? null : Of(correct));

        Tensor Of(Tensor each) => each.view(-1, loss.Members).mean([1L], keepdim: true);
    }

    /// <param name="mean">Which.</param>
    /// <param name="outputs">Of shape [rows, members, units].</param>
    private static Tensor Mean(MemberMean mean, Tensor outputs) => mean switch
    {
        MemberMean.Values => outputs.mean([1L]),
        MemberMean.SortedValues => outputs.sort(dim: 2).Values.mean([1L]),
        MemberMean.Exponentials => LogOfMean(outputs),
        MemberMean.Probabilities => functional.logsigmoid(outputs).logsumexp(1).sub(functional.logsigmoid(outputs.neg()).logsumexp(1)),
        MemberMean.Softmax => LogOfMean(functional.log_softmax(outputs, 2)),
        _ => throw new NotSupportedException($"The Torch engine has no mean of {mean}."),
    };

    private static Tensor LogOfMean(Tensor logarithms) => logarithms.logsumexp(1).sub(tensor((float)Math.Log(logarithms.shape[1]), device: logarithms.device));
}
