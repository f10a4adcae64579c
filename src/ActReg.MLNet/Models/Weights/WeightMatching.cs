using System.Text.RegularExpressions;

namespace ActReg.MLNet;

/// <summary>Finds out which of another library's layers is which of a network's.</summary>
/// <remarks>
/// By their weights' shapes, and where several are alike, by numbers in their names: <c>fc1</c> comes before <c>fc2</c>. Where names say nothing, nothing is guessed.
/// </remarks>
internal static partial class WeightMatching
{
    /// <summary>The module of each layer.</summary>
    /// <param name="layers">The network's.</param>
    /// <param name="modules">The other library's.</param>
    /// <param name="convention">What it calls things.</param>
    /// <param name="names">Modules' names by layers', for those that are given.</param>
    /// <exception cref="ArgumentException">Layers are missing, left over, or not to be told apart; all that is wrong is named.</exception>
    public static IReadOnlyList<WeightModule> Find(
        IReadOnlyList<WeightedLayer> layers, IReadOnlyList<WeightModule> modules, IWeightConvention convention, IReadOnlyDictionary<string, string> names)
    {
        var problems = new List<string>();
        var found = new WeightModule?[layers.Count];
        var left = modules.ToList();
        foreach (var (layer, module) in names)
            Take(layers, layer, module, convention, found, left, problems);
        Rule.ThrowIfBroken(problems);

        var open = Enumerable.Range(0, layers.Count).Where(i => found[i] == null).ToList();
        foreach (var alike in open.GroupBy(i => string.Join('\n', left.Where(module => convention.Import(layers[i], module) != null).Select(module => module.Name))).ToArray())
        {
            WeightModule[] fitting = [.. left.Where(module => convention.Import(layers[alike.First()], module) != null)];
            if (fitting.Length < alike.Count())
                problems.AddRange(alike.Skip(fitting.Length).Select(i => $"{layers[i].Name} must have {convention.Expected(layers[i])}"));
            else if (fitting.Length > 1 && Ordered(fitting) == null)
                problems.Add($"{string.Join(", ", alike.Select(i => layers[i].Name))} can be any of {string.Join(", ", fitting.Select(module => module.Name))}, whose names say nothing of their order: say which in names");
            foreach (var (i, module) in alike.Zip(Ordered(fitting) ?? fitting))
            {
                found[i] = module;
                left.Remove(module);
            }
        }

        if (problems.Count > 0 || left.Count > 0)
        {
            throw new ArgumentException(
                $"weights must be those of the layers, each once: {string.Join("; ", problems.Concat(left.Select(module => $"no layer is left for {module.Text}")))}.");
        }

        return found!;
    }

    /// <summary>Modules whose names are the same but for numbers, in the order of these; <see langword="null"/> of others.</summary>
    private static WeightModule[]? Ordered(WeightModule[] modules) =>
        modules.Select(module => Number().Replace(module.Name, "").TrimEnd('_', '.')).Distinct().Count() == 1
            ? [.. modules.OrderBy(module => Number().Replace(module.Name, number => number.Value.PadLeft(20, '0')).Replace('_', '.'), StringComparer.Ordinal)] : null;

    private static void Take(
        IReadOnlyList<WeightedLayer> layers, string layer, string name, IWeightConvention convention, WeightModule?[] found, List<WeightModule> left, List<string> problems)
    {
        var place = layers.Index().FirstOrDefault(each => each.Item.Name == layer, (-1, null!)).Index;
        var module = left.FirstOrDefault(each => each.Name == name);
        if (place < 0)
            problems.Add(Rule.Broken("names", $"must be of layers with weights: {string.Join(", ", layers.Select(each => each.Name))}", layer));
        else if (module == null)
            problems.Add(Rule.Broken($"names[{layer}]", $"must be one of {string.Join(", ", left.Select(each => each.Name))}, and each once", name));
        else if (convention.Import(layers[place], module) == null)
            problems.Add(Rule.Broken($"names[{layer}]", $"must have {convention.Expected(layers[place])}", module.Text));
        else
            (found[place], _) = (module, left.Remove(module));
    }

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Number();
}
