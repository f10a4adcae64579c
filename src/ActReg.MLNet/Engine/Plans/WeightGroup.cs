namespace ActReg.MLNet;

/// <summary>Weight arrays that stand one after the other and learn at the same rate: an update is one call for each group.</summary>
/// <param name="Weights">Which of the network's, by index.</param>
/// <param name="Parameters">Where they stand in the flat parameter buffer.</param>
/// <param name="LearningRateFactor">What the learning rate is multiplied by for them; above 0.</param>
internal sealed record WeightGroup(Range Weights, Range Parameters, double LearningRateFactor)
{
    /// <summary>All of a network's that are not frozen: one group where every layer learns at the same rate.</summary>
    public static IReadOnlyList<WeightGroup> Of(IReadOnlyList<WeightPlace> weights)
    {
        var groups = new List<WeightGroup>();
        for (int i = 0, end; i < weights.Count; i = end)
        {
            var factor = weights[i].LearningRateFactor;
            for (end = i + 1; end < weights.Count && weights[end].LearningRateFactor == factor; end++)
            {
            }

            if (!weights[i].IsFrozen)
                groups.Add(new(i..end, weights[i].Offset..(weights[end - 1].Offset + weights[end - 1].Length), factor));
        }

        return groups;
    }
}
