namespace ActReg.MLNet;

/// <summary>The derivatives of <see cref="MemberMeans"/>.</summary>
internal static class MemberMeanSlopes
{
    /// <summary>Of something by each member's outputs, from those by the mean.</summary>
    /// <param name="mean">Which mean.</param>
    /// <param name="members">The outputs of the first member, then those of the second, and so on.</param>
    /// <param name="slopes">The derivatives by the mean's outputs.</param>
    /// <param name="memberSlopes">Receives the derivatives, in the order of <paramref name="members"/>.</param>
    public static void WriteSlopes(this MemberMean mean, ReadOnlySpan<float> members, ReadOnlySpan<float> slopes, Span<float> memberSlopes)
    {
        var outputs = slopes.Length;
        var count = members.Length / outputs;
        var shares = new double[count];
        memberSlopes.Clear();
        for (var output = 0; output < outputs; output++)
        {
            WriteShares(mean, members, outputs, output, shares);
            for (var member = 0; member < count; member++)
            {
                Pass(
                    mean, members.Slice(member * outputs, outputs), output, shares[member] * slopes[output],
                    memberSlopes.Slice(member * outputs, outputs));
            }
        }
    }

    /// <summary>By how much an output of the mean follows each member.</summary>
    private static void WriteShares(MemberMean mean, ReadOnlySpan<float> members, int outputs, int output, Span<double> shares)
    {
        double yes = 0, no = 0, most = double.NegativeInfinity;
        for (var member = 0; member < shares.Length; member++)
        {
            double value = members[member * outputs + output];
            yes += Sigmoid(value);
            no += Sigmoid(-value);
            most = Math.Max(most, value);
        }

        double sum = 0;
        for (var member = 0; member < shares.Length; member++)
        {
            double value = members[member * outputs + output];
            shares[member] = mean switch
            {
                MemberMean.Exponentials => Math.Exp(value - most),
                MemberMean.Softmax => Probability(members.Slice(member * outputs, outputs), output),
                MemberMean.Probabilities => shares.Length * Sigmoid(value) * Sigmoid(-value) / (yes * no),
                _ => 1.0 / shares.Length,
            };
            sum += shares[member];
        }

        for (var member = 0; member < shares.Length && mean is MemberMean.Exponentials or MemberMean.Softmax; member++)
            shares[member] /= sum;
    }

    /// <summary>What a member's outputs have to do with what the mean is of.</summary>
    private static void Pass(MemberMean mean, ReadOnlySpan<float> member, int output, double slope, Span<float> slopes)
    {
        if (mean == MemberMean.SortedValues)
            slopes[SortedPlaces.Of(member)[output]] += (float)slope;
        else
            slopes[output] += (float)slope;
        for (var i = 0; i < member.Length && mean == MemberMean.Softmax; i++)
            slopes[i] -= (float)(slope * Probability(member, i));
    }

    private static double Sigmoid(double logit) => 1 / (1 + Math.Exp(-logit));

    private static double Probability(ReadOnlySpan<float> logits, int output)
    {
        double sum = 0;
        foreach (double logit in logits)
            sum += Math.Exp(logit - logits[output]);
        return 1 / sum;
    }
}
