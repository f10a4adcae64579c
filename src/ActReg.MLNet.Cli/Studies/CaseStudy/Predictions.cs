using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Cli.CaseStudy;

/// <summary>A model's logits beside the labels.</summary>
internal sealed class Predictions(IReadOnlyList<float> logits, IReadOnlyList<bool> labels)
{
    public static Predictions Of(ITransformer model, IDataView rows)
    {
        var scored = model.Transform(rows);
        return new(
            [.. scored.GetColumn<float>("Score")], [.. scored.GetColumn<bool>("Label")]);
    }

    public double Accuracy => logits.Zip(labels, (logit, label) => logit > 0 == label ? 1.0 : 0.0).Average();

    /// <summary>In nats and from logits, so that a confident mistake costs what it should: ML.NET's is in bits and
    /// saturates.</summary>
    public double LogLoss => logits.Zip(labels, (logit, label) => SoftPlus(label ? -logit : logit)).Average();

    /// <summary>ln(1 + e^x).</summary>
    private static double SoftPlus(double x) => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)));
}
