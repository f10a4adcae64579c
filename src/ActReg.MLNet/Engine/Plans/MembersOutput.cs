namespace ActReg.MLNet;

/// <summary>What an ensemble puts out, made of what each of its members does.</summary>
/// <param name="Mean">Their mean.</param>
/// <param name="Factor">What that is multiplied by, output by output; null for nothing.</param>
internal sealed record MembersOutput(MemberMean Mean, WeightPlace? Factor)
{
    /// <summary>Writes a row's outputs.</summary>
    /// <param name="parameters">The network's.</param>
    /// <param name="members">The outputs of the first member, then those of the second, and so on.</param>
    /// <param name="outputs">Room for as many as one member has.</param>
    public void Write(ReadOnlySpan<float> parameters, ReadOnlySpan<float> members, Span<float> outputs)
    {
        Mean.Write(members.ToArray(), outputs);
        Multiply(parameters, outputs);
    }

    /// <summary>Writes the derivatives of something by each member's outputs.</summary>
    /// <param name="parameters">The network's.</param>
    /// <param name="members">Their outputs.</param>
    /// <param name="slopes">The derivatives by the ensemble's outputs.</param>
    /// <param name="memberSlopes">Receives as many as there are outputs of members.</param>
    public void WriteSlopes(ReadOnlySpan<float> parameters, ReadOnlySpan<float> members, ReadOnlySpan<float> slopes, Span<float> memberSlopes)
    {
        var byMean = slopes.ToArray();
        Multiply(parameters, byMean);
        Mean.WriteSlopes(members, byMean, memberSlopes);
    }

    private void Multiply(ReadOnlySpan<float> parameters, Span<float> values)
    {
        for (var i = 0; i < values.Length && Factor != null; i++)
            values[i] *= parameters[Factor.Offset + i];
    }
}
