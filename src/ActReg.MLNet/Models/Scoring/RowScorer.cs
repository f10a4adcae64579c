using Microsoft.ML.Data;

namespace ActReg.MLNet;

/// <summary>Scores one row after the other; one with a feature that it cannot read scores NaN. For one thread at a time.</summary>
/// <param name="scorer">The network.</param>
internal sealed class RowScorer(NetworkScorer scorer)
{
    private readonly RowPass _pass = scorer.CreateRowPass();

    /// <summary>The network's one output, in the labels' own units.</summary>
    public float Scalar(in VBuffer<float> features)
    {
        if (!CanRun(features))
            return float.NaN;
        Span<float> score = [_pass.Run(features)[0]];
        scorer.ToScores(score, _pass.Window);
        return score[0];
    }

    /// <summary>All of the network's outputs, in the labels' own units.</summary>
    /// <param name="features">The row.</param>
    /// <param name="scores">Room for as many as there are outputs.</param>
    public void Vector(in VBuffer<float> features, Span<float> scores)
    {
        if (CanRun(features))
        {
            _pass.Run(features).CopyTo(scores);
            scorer.ToScores(scores, _pass.Window);
        }
        else
        {
            scores.Fill(float.NaN);
        }
    }

    /// <summary>The softmax of the network's outputs.</summary>
    /// <param name="features">The row.</param>
    /// <param name="probabilities">Room for as many as there are outputs.</param>
    public void Softmax(in VBuffer<float> features, Span<float> probabilities)
    {
        if (CanRun(features))
            SoftmaxCrossEntropy.Softmax(_pass.Run(features), probabilities);
        else
            probabilities.Fill(float.NaN);
    }

    private bool CanRun(in VBuffer<float> features)
    {
        if (features.Length != scorer.Plan.InputSize)
            throw new ArgumentException(Rule.Broken("features", $"must have {scorer.Plan.InputSize} values", features.Length));
        return scorer.Plan.CanRead(features.GetValues());
    }
}
