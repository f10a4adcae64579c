namespace ActReg.MLNet;

/// <summary>Half the deviance of a distribution whose mean is the exponential of what the network puts out.</summary>
internal abstract record DevianceLoss : RegressionLoss
{
    private protected sealed override string TypeSuffix => "Deviance";

    internal sealed override bool TakesStandardizedLabels => false;

    // Of labels that are all 0 the best output is infinitely low; any other is as good to begin with.
    internal sealed override float FirstOutput(double meanLabel) => meanLabel > 0 ? (float)Math.Log(meanLabel) : 0;

    internal sealed override MemberMean MemberMean => MemberMean.Exponentials;

    internal sealed override float ToScore(float output) => MathF.Exp(output);

    internal sealed override float ScoreSlope(float output) => MathF.Exp(output);
}

/// <summary><see cref="RegressionLoss.Poisson"/>.</summary>
internal sealed record PoissonDeviance : DevianceLoss
{
    internal override string? LabelProblem(float least, string name) =>
        least >= 0 ? null : Rule.Broken(name, "must have labels of at least 0 for RegressionLoss.Poisson", least);

    internal override (float Loss, float Slope) Evaluate(float output, float label)
    {
        double mean = Math.Exp(output), y = label;
        // In doubles, lest large labels leave nothing of the loss. A label of 0 leaves the mean alone.
        var loss = y > 0 ? y * (Math.Log(y) - output) - y + mean : mean;
        return ((float)loss, (float)(mean - y));
    }
}

/// <summary><see cref="RegressionLoss.Gamma"/>.</summary>
internal sealed record GammaDeviance : DevianceLoss
{
    internal override string? LabelProblem(float least, string name) =>
        least > 0 ? null : Rule.Broken(name, "must have labels above 0 for RegressionLoss.Gamma", least);

    internal override (float Loss, float Slope) Evaluate(float output, float label)
    {
        var difference = Math.Log(label) - output;
        var ratio = Math.Exp(difference);
        return ((float)(ratio - 1 - difference), (float)(1 - ratio));
    }
}
