using System.Globalization;

namespace ActReg.MLNet;

/// <summary>
/// A layer of a network: by its index among all layers, or by Keras's name (<c>dense</c>, <c>dense_1</c>, <c>activation</c> and so on);
/// by default the last hidden one. Indices and names convert by themselves.
/// </summary>
public readonly record struct LayerChoice
{
    private readonly int? _index;
    private readonly string? _name;

    private LayerChoice(int? index, string? name) => (_index, _name) = (index, name);

    /// <summary>By index, the first layer's 0, the output layer's the last.</summary>
    /// <param name="index">The index.</param>
    public static implicit operator LayerChoice(int index) => ByIndex(index);

    /// <summary>By Keras's name.</summary>
    /// <param name="name">The name.</param>
    public static implicit operator LayerChoice(string name) => ByName(name);

    /// <summary>By index, the first layer's 0, the output layer's the last.</summary>
    /// <param name="index">The index.</param>
    public static LayerChoice ByIndex(int index) => new(index, null);

    /// <summary>By Keras's name.</summary>
    /// <param name="name">The name.</param>
    public static LayerChoice ByName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return new(null, name);
    }

    /// <summary>The index or the name.</summary>
    public override string ToString() => _name ?? _index?.ToString(CultureInfo.InvariantCulture) ?? "the last hidden layer";

    /// <summary>The layer's index.</summary>
    /// <param name="names">Of all layers, the output layer last.</param>
    /// <exception cref="ArgumentException">There is no such layer.</exception>
    internal int Find(IReadOnlyList<string> names)
    {
        var index = _name != null ? names.ToList().IndexOf(_name) : _index ?? names.Count - 2;
        if (index >= 0 && index < names.Count)
            return index;
        throw new ArgumentException(this == default
            ? "layer must be given: the network has no hidden layer, only its output layer."
            : Rule.Broken("layer", $"must be from 0 to {names.Count - 1}, or one of {Excerpt.Of(names)}", _name == null ? ToString() : $"\"{_name}\""));
    }
}
