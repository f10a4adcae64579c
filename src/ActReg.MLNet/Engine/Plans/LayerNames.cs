using System.Text.RegularExpressions;

namespace ActReg.MLNet;

/// <summary>Keras's names for a network's layers: <c>dense</c>, <c>activation</c>, <c>dense_1</c> and so on.</summary>
internal static partial class LayerNames
{
    /// <summary>One name for each layer; those with weights have that of their weights.</summary>
    public static IReadOnlyList<string> Of(NetworkPlan plan)
    {
        var names = new string[plan.Layers.Count];
        var seen = new HashSet<WeightPlace>();
        foreach (var step in plan.Steps)
        {
            // Those of another layer that it shares do not name it.
            if (step.Weights.Where(seen.Add).ToArray() is [var own, ..])
                names[step.LayerIndex] = own.Name.Split('/')[0];
        }

        var counts = new Dictionary<string, int>();
        for (var i = 0; i < names.Length; i++)
        {
            if (names[i] != null)
                continue;
            var kind = SnakeCase(plan.Layers[i].Kind);
            var count = counts.GetValueOrDefault(kind);
            counts[kind] = count + 1;
            names[i] = count == 0 ? kind : $"{kind}_{count}";
        }

        return names;
    }

    private static string SnakeCase(string name) => InnerCapital().Replace(WordStart().Replace(name, "$1_$2"), "$1_$2").ToLowerInvariant();

    [GeneratedRegex("(.)([A-Z][a-z]+)")]
    private static partial Regex WordStart();

    [GeneratedRegex("([a-z])([A-Z])")]
    private static partial Regex InnerCapital();
}
