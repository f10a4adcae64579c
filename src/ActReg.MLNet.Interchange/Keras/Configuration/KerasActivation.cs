using System.Text.Json;

namespace ActReg.MLNet.Interchange;

/// <summary>An activation function of Keras.</summary>
/// <param name="Function">The same here; <see langword="null"/> of <c>softmax</c>, which only an output has.</param>
internal sealed record KerasActivation(Activation? Function)
{
    /// <summary>keras/src/activations/activations.py: <c>leaky_relu</c>'s slope is not that of the layer <c>LeakyReLU</c>.</summary>
    private const float LeakyReluSlope = 0.2f;

    private static readonly KerasActivation Linear = new(Activation.Linear);

    private static readonly Dictionary<string, KerasActivation> ByName = new()
    {
        ["linear"] = Linear,
        ["relu"] = new(Activation.Relu),
        ["leaky_relu"] = new(Activation.LeakyRelu(LeakyReluSlope)),
        ["elu"] = new(Activation.Elu()),
        ["gelu"] = new(Activation.Gelu()),
        ["selu"] = new(Activation.Selu),
        ["silu"] = new(Activation.Silu),
        ["swish"] = new(Activation.Silu),
        ["mish"] = new(Activation.Mish),
        ["tanh"] = new(Activation.Tanh),
        ["sigmoid"] = new(Activation.Sigmoid),
        ["softmax"] = new((Activation?)null),
    };

    /// <summary>The option <c>activation</c> of a layer.</summary>
    public static KerasActivation Of(KerasOptions options)
    {
        var value = options.Find("activation");
        return value is not { } json ? Linear
            : Name(json) is { } name && ByName.TryGetValue(name, out var activation) ? activation
            : options.Wrong("activation", $"must be one of {string.Join(", ", ByName.Keys)}", value, Linear);
    }

    /// <summary>A layer that is a function alone; <see langword="null"/> of other classes.</summary>
    public static KerasActivation? OfLayer(string className, KerasOptions options)
    {
        switch (className)
        {
            case "Activation":
                return Of(options);
            case "ReLU":
                options.MustBeNone("max_value");
                options.Must("threshold", 0, 0);
                return Slope(options, "negative_slope", 0) is 0 ? new(Activation.Relu) : new(Activation.LeakyRelu(Slope(options, "negative_slope", 0)));
            case "LeakyReLU":
                // Keras 2 said alpha.
                return new(Activation.LeakyRelu(Slope(options, "negative_slope", Slope(options, "alpha", 0.3f))));
            case "ELU":
                return new(Activation.Elu(Slope(options, "alpha", 1)));
            case "Softmax":
                if (options.Find("axis") is { } axis && !(axis.ValueKind == JsonValueKind.Number && axis.TryGetInt32(out var last) && last == -1) && KerasOptions.Counts(axis, least: -1) is not [-1])
                    options.Wrong("axis", "must be -1", axis, 0);
                return new((Activation?)null);
            default:
                return null;
        }
    }

    private static float Slope(KerasOptions options, string name, float fallback)
    {
        var slope = options.Number(name, fallback);
        return slope >= 0 ? slope : options.Wrong(name, "must be at least 0", options.Find(name), fallback);
    }

    /// <summary>A name, as it stands or in an object.</summary>
    private static string? Name(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => json.GetString(),
        JsonValueKind.Object when KerasConfiguration.Text(json, "class_name") == "function" => KerasConfiguration.Text(json, "config"),
        _ => null,
    };
}
