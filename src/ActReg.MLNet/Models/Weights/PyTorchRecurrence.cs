using System.Text.RegularExpressions;

namespace ActReg.MLNet;

/// <summary>PyTorch's <c>RNN</c>, <c>LSTM</c> and <c>GRU</c>: a layer of several is a module of its own here, <c>lstm.l0</c>.</summary>
internal static partial class PyTorchRecurrence
{
    private const string Input = "weight_ih";
    private const string Recurrent = "weight_hh";
    private const string InputBias = "bias_ih";
    private const string RecurrentBias = "bias_hh";

    private static readonly string[] Names = [Input, Recurrent, InputBias, RecurrentBias];

    /// <summary>The module of a tensor, and its name in it.</summary>
    public static (string Module, string Name) Split(string name)
    {
        var end = name.LastIndexOf('.');
        var (module, last) = end < 0 ? ("", name) : (name[..end], name[(end + 1)..]);
        return LayerSuffix().Match(last) is { Success: true } match
            ? ($"{module}{(module.Length == 0 ? "" : ".")}l{match.Groups[2].Value}", match.Groups[1].Value + match.Groups[3].Value) : (module, last);
    }

    public static string Expected(RecurrentStep step) => string.Join(", ", Shapes(step).Select(each => $"{each.Name} {LayerShape.Text(each.Shape)}"));

    public static IReadOnlyList<float[]>? Import(RecurrentStep step, WeightModule module)
    {
        var shapes = Shapes(step);
        if (module.Tensors.Count != shapes.Count || shapes.Any(each => module[each.Name]?.Shape.AsSpan().SequenceEqual(each.Shape) != true))
            return null;
        var columns = Columns(step);
        return [.. Suffixes(step).SelectMany((suffix, i) =>
        {
            var places = step.Directions[i];
            float[] biases = [.. Rows(module[InputBias + suffix]!.Values, columns), .. Rows(module[RecurrentBias + suffix]!.Values, columns)];
            return (float[][])
            [
                Kernel(module[Input + suffix]!, columns), Kernel(module[Recurrent + suffix]!, columns),
                step.Cell == RecurrentCell.Gru ? biases : [.. biases[..columns.Length].Zip(biases[columns.Length..], (input, recurrent) => input + recurrent)],
            ];
        })];
    }

    public static IReadOnlyList<WeightTensor> Export(RecurrentStep step, string layer, IReadOnlyList<WeightTensor> weights)
    {
        var columns = Columns(step);
        // Of each column there the one that it is here.
        var back = new int[columns.Length];
        for (var i = 0; i < columns.Length; i++)
            back[columns[i]] = i;
        return [.. Suffixes(step).SelectMany((suffix, i) =>
        {
            var (kernel, recurrent, bias) = (weights[3 * i], weights[3 * i + 1], weights[3 * i + 2]);
            var suffixed = suffix.Length == 0 ? "_l0" : "_l0_reverse";
            return (WeightTensor[])
            [
                new($"{layer}.{Input}{suffixed}", [columns.Length, kernel.Shape[0]], Transposed(kernel, back)),
                new($"{layer}.{Recurrent}{suffixed}", [columns.Length, recurrent.Shape[0]], Transposed(recurrent, back)),
                new($"{layer}.{InputBias}{suffixed}", [columns.Length], [.. Rows(bias.Values, back)]),
                new($"{layer}.{RecurrentBias}{suffixed}", [columns.Length], step.Cell == RecurrentCell.Gru ? [.. Rows(bias.Values[columns.Length..], back)] : new float[columns.Length]),
            ];
        })];
    }

    /// <summary>Of each column here the one that it is there: a GRU's first gates change places, all else is in the same order.</summary>
    private static int[] Columns(RecurrentStep step)
    {
        int[] gates = step.Cell == RecurrentCell.Gru ? [1, 0, 2] : [.. Enumerable.Range(0, RecurrentWeights.GateCount(step.Cell))];
        return [.. gates.SelectMany(gate => Enumerable.Range(gate * step.Units, step.Units))];
    }

    private static IEnumerable<string> Suffixes(RecurrentStep step) => step.Directions.Count == 1 ? [""] : ["", "_reverse"];

    private static List<(string Name, int[] Shape)> Shapes(RecurrentStep step)
    {
        var (rows, features) = (RecurrentWeights.GateCount(step.Cell) * step.Units, step.Directions[0].Kernel.Shape[0]);
        int[][] shapes = [[rows, features], [rows, step.Units], [rows], [rows]];
        return [.. Suffixes(step).SelectMany(suffix => Names.Zip(shapes, (name, shape) => (name + suffix, shape)))];
    }

    /// <summary>Of [rows, inputs], [inputs, columns].</summary>
    private static float[] Kernel(WeightTensor tensor, int[] columns)
    {
        var inputs = tensor.Shape[1];
        return [.. from input in Enumerable.Range(0, inputs) from column in columns select tensor.Values[column * inputs + input]];
    }

    /// <summary>Of [inputs, columns], [rows, inputs].</summary>
    private static float[] Transposed(WeightTensor kernel, int[] columns)
    {
        var (inputs, count) = (kernel.Shape[0], kernel.Shape[1]);
        return [.. from column in columns from input in Enumerable.Range(0, inputs) select kernel.Values[input * count + column]];
    }

    private static IEnumerable<float> Rows(float[] values, int[] rows) => rows.Select(row => values[row]);

    [GeneratedRegex("^((?:weight|bias)_(?:ih|hh))_l([0-9]+)(_reverse)?$")]
    private static partial Regex LayerSuffix();
}
