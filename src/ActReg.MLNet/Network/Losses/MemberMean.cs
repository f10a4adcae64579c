namespace ActReg.MLNet;

/// <summary>What is meant by the mean of what several networks, or members of one, say of a row.</summary>
internal enum MemberMean
{
    /// <summary>Of the outputs.</summary>
    Values,

    /// <summary>Of outputs in ascending order: of each member's least, of each one's second, and so on.</summary>
    SortedValues,

    /// <summary>Of the exponentials of the outputs, told by its logarithm.</summary>
    Exponentials,

    /// <summary>Of the probabilities of each output, a logit, by itself; told by its logit.</summary>
    Probabilities,

    /// <summary>Of the softmax of the outputs, told by its logarithm: logits whose softmax it is.</summary>
    Softmax,
}

/// <summary>Computes such means.</summary>
internal static class MemberMeans
{
    /// <summary>Whether they are of classes' probabilities, which a temperature may make more or less sure.</summary>
    public static bool IsOfProbabilities(this MemberMean mean) => mean is MemberMean.Probabilities or MemberMean.Softmax;

    /// <param name="mean">Which.</param>
    /// <param name="members">The outputs of the first member, then those of the second, and so on; they are overwritten.</param>
    /// <param name="outputs">Room for as many as one member has.</param>
    public static void Write(this MemberMean mean, Span<float> members, Span<float> outputs)
    {
        for (var first = 0; first < members.Length; first += outputs.Length)
        {
            var member = members.Slice(first, outputs.Length);
            if (mean == MemberMean.SortedValues)
                member.Sort();
            else if (mean == MemberMean.Softmax)
                ToLogarithms(member);
        }

        Span<float> values = stackalloc float[MostOnStack];
        var count = members.Length / outputs.Length;
        if (count > MostOnStack)
            values = new float[count];
        values = values[..count];
        for (var i = 0; i < outputs.Length; i++)
        {
            for (var member = 0; member < count; member++)
                values[member] = members[member * outputs.Length + i];
            outputs[i] = mean switch
            {
                MemberMean.Probabilities => MeanProbability.Logit(values),
                MemberMean.Exponentials or MemberMean.Softmax => LogOfMean(values),
                _ => Mean(values),
            };
        }
    }

    private const int MostOnStack = 64;

    private static float Mean(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (var value in values)
            sum += value;
        return (float)(sum / values.Length);
    }

    /// <summary><c>log Σ exp(zᵢ) / n</c>.</summary>
    private static float LogOfMean(ReadOnlySpan<float> values) => (float)(LogOfSum(values) - Math.Log(values.Length));

    /// <summary>Of logits the logarithms of their probabilities.</summary>
    private static void ToLogarithms(Span<float> logits)
    {
        var logOfSum = LogOfSum(logits);
        foreach (ref var logit in logits)
            logit = (float)(logit - logOfSum);
    }

    /// <summary><c>log Σ exp(zᵢ)</c>, in the largest one's units, so that nothing overflows.</summary>
    private static double LogOfSum(ReadOnlySpan<float> values)
    {
        double largest = float.NegativeInfinity, sum = 0;
        foreach (var value in values)
            largest = Math.Max(largest, value);
        foreach (var value in values)
            sum += Math.Exp(value - largest);
        return largest + Math.Log(sum);
    }
}
