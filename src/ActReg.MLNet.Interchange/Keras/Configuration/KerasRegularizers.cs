using System.Text.Json;

namespace ActReg.MLNet.Interchange;

/// <summary>Keras's penalties L1, L2 and L1L2, of weights and of outputs.</summary>
internal static class KerasRegularizers
{
    private const float Default = 0.01f;

    /// <summary>A penalty on a layer's kernel.</summary>
    public static KernelRegularizer? OfKernel(KerasOptions options, string name = "kernel_regularizer") => Read(options, name) switch
    {
        null => null,
        (var l1, 0) => KernelRegularizer.L1(l1),
        (0, var l2) => KernelRegularizer.L2(l2),
        var (l1, l2) => KernelRegularizer.L1L2(l1, l2),
    };

    /// <summary>A penalty on a layer's output.</summary>
    /// <param name="options">The layer's options.</param>
    /// <param name="reduction">What Keras makes of a batch; <see langword="null"/> where that cannot be told, which is a problem then.</param>
    public static ActivityRegularizer? OfActivity(KerasOptions options, ActivityReduction? reduction) =>
        Read(options, "activity_regularizer") is { } strengths ? Of(options, strengths, reduction) : null;

    /// <summary>That of the layer <c>ActivityRegularization</c>.</summary>
    public static ActivityRegularizer? OfLayer(KerasOptions options, ActivityReduction? reduction)
    {
        // The layer makes its regularizer of these, and says both.
        options.Ignore("activity_regularizer");
        return Of(options, (Strength(options, options.Find("l1"), 0), Strength(options, options.Find("l2"), 0)), reduction);
    }

    private static ActivityRegularizer? Of(KerasOptions options, (float L1, float L2) strengths, ActivityReduction? reduction)
    {
        if (reduction is not { } known)
        {
            options.Problems.Add(options.Name, "how a penalty on outputs is divided depends on Keras's version, which the file does not say: give the reduction");
            known = ActivityReduction.BatchMean;
        }

        return strengths switch
        {
            (var l1, 0) => ActivityRegularizer.L1(l1, known),
            (0, var l2) => ActivityRegularizer.L2(l2, known),
            var (l1, l2) => ActivityRegularizer.L1L2(l1, l2, known),
        };
    }

    private static (float L1, float L2)? Read(KerasOptions options, string name)
    {
        if (options.Find(name) is not { } value)
            return null;
        if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty("config", out var config) || config.ValueKind != JsonValueKind.Object)
            return options.Wrong<(float, float)?>(name, "must be L1, L2 or L1L2", value, null);
        return KerasConfiguration.Text(value, "class_name") switch
        {
            "L1" => (Strength("l1", Default), 0),
            "L2" => (0, Strength("l2", Default)),
            "L1L2" => (Strength("l1", 0), Strength("l2", 0)),
            _ => options.Wrong<(float, float)?>(name, "must be L1, L2 or L1L2", value, null),
        };

        float Strength(string which, float fallback) =>
            KerasRegularizers.Strength(options, config.TryGetProperty(which, out var strength) && strength.ValueKind != JsonValueKind.Null ? strength : null, fallback);
    }

    private static float Strength(KerasOptions options, JsonElement? value, float fallback) => value switch
    {
        null => fallback,
        { ValueKind: JsonValueKind.Number } json when json.TryGetDouble(out var number) && number >= 0 && float.IsFinite((float)number) => (float)number,
        _ => options.Wrong("the strength of a regularizer", "must be a number of at least 0", value, fallback),
    };
}
