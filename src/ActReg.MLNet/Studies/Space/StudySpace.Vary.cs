using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using System.Reflection;

namespace ActReg.MLNet;

[SuppressMessage("ApiDesign", "RS0026", Justification = "No overload has optional arguments.")]
public sealed partial class StudySpace
{
    // What settings of a penalty are called.
    internal const string Norm = "Norm";
    internal const string Strength = "Strength";
    internal const string Placement = "Placement";
    internal const string Reduction = "Reduction";

    /// <summary>Varies an option of a multilayer perceptron.</summary>
    /// <param name="option">As in <c>options => options.LearningRate</c>; not a column, and not the seed.</param>
    /// <param name="values">At least one.</param>
    /// <exception cref="ArgumentException">It is no option, or there is no value.</exception>
    public static StudyVariation Vary<TValue>(Expression<Func<ActivityRegularizedMlpOptions, TValue>> option, params IReadOnlyList<TValue> values) =>
        Vary<ActivityRegularizedMlpOptions, TValue>(option, values);

    /// <summary>Varies an option of a multilayer perceptron over a range, for <see cref="Random"/>.</summary>
    /// <param name="option">As in <c>options => options.LearningRate</c>; not a column, and not the seed.</param>
    /// <param name="range">Such as <c>StudyRange.LogUniform(1e-4f, 1e-2f)</c>.</param>
    /// <exception cref="ArgumentException">It is no option.</exception>
    public static StudyVariation Vary<TValue>(Expression<Func<ActivityRegularizedMlpOptions, TValue>> option, StudyRange<TValue> range) =>
        Vary<ActivityRegularizedMlpOptions, TValue>(option, range);

    /// <summary>Varies an option of other options than a multilayer perceptron's.</summary>
    /// <typeparam name="TOptions">The type of the study's base options.</typeparam>
    /// <typeparam name="TValue">The option's.</typeparam>
    /// <param name="option">As in <c>(SparseAutoencoderOptions options) => options.CodeSize</c>; not a column, and not the seed.</param>
    /// <param name="values">At least one.</param>
    /// <exception cref="ArgumentException">It is no option, or there is no value.</exception>
    public static StudyVariation Vary<TOptions, TValue>(Expression<Func<TOptions, TValue>> option, params IReadOnlyList<TValue> values)
        where TOptions : TrainingOptions
    {
        var property = OptionPath.Of(option);
        return StudyVariation.Of(property.Name, values, (draft, value) => Set(draft, property, value));
    }

    /// <summary>Varies an option of other options than a multilayer perceptron's over a range, for <see cref="Random"/>.</summary>
    /// <typeparam name="TOptions">The type of the study's base options.</typeparam>
    /// <typeparam name="TValue">The option's.</typeparam>
    /// <param name="option">As in <c>(SparseAutoencoderOptions options) => options.CodeSize</c>; not a column, and not the seed.</param>
    /// <param name="range">Such as <c>StudyRange.Whole(16, 256)</c>.</param>
    /// <exception cref="ArgumentException">It is no option.</exception>
    public static StudyVariation Vary<TOptions, TValue>(Expression<Func<TOptions, TValue>> option, StudyRange<TValue> range)
        where TOptions : TrainingOptions
    {
        var property = OptionPath.Of(option);
        return StudyVariation.Of(property.Name, range, (draft, value) => Set(draft, property, value));
    }

    /// <inheritdoc cref="Vary{TValue}(Expression{Func{ActivityRegularizedMlpOptions, TValue}}, IReadOnlyList{TValue})"/>
    public static StudyVariation Vary<TValue>(Expression<Func<ActivityRegularizedMlpOptions, TValue?>> option, params IReadOnlyList<TValue> values)
        where TValue : struct =>
        Vary<ActivityRegularizedMlpOptions, TValue>(option, values);

    /// <inheritdoc cref="Vary{TValue}(Expression{Func{ActivityRegularizedMlpOptions, TValue}}, StudyRange{TValue})"/>
    public static StudyVariation Vary<TValue>(Expression<Func<ActivityRegularizedMlpOptions, TValue?>> option, StudyRange<TValue> range)
        where TValue : struct =>
        Vary<ActivityRegularizedMlpOptions, TValue>(option, range);

    /// <inheritdoc cref="Vary{TOptions, TValue}(Expression{Func{TOptions, TValue}}, IReadOnlyList{TValue})"/>
    public static StudyVariation Vary<TOptions, TValue>(Expression<Func<TOptions, TValue?>> option, params IReadOnlyList<TValue> values)
        where TOptions : TrainingOptions
        where TValue : struct
    {
        var property = OptionPath.Of(option);
        return StudyVariation.Of(property.Name, values, (draft, value) => Set(draft, property, value));
    }

    /// <inheritdoc cref="Vary{TOptions, TValue}(Expression{Func{TOptions, TValue}}, StudyRange{TValue})"/>
    public static StudyVariation Vary<TOptions, TValue>(Expression<Func<TOptions, TValue?>> option, StudyRange<TValue> range)
        where TOptions : TrainingOptions
        where TValue : struct
    {
        var property = OptionPath.Of(option);
        return StudyVariation.Of(property.Name, range, (draft, value) => Set(draft, property, value));
    }

    /// <summary>Varies the norm of a penalty on all hidden layers. It is of strength 0.01, after the activation, and a mean over the batch, where these are not varied.</summary>
    /// <param name="norms">At least one.</param>
    /// <exception cref="ArgumentException">There is none, or one is undefined.</exception>
    public static StudyVariation VaryNorm(params IReadOnlyList<ActivityNorm> norms) =>
        StudyVariation.Of(Norm, Defined(norms), (draft, norm) => draft.Norm = norm);

    /// <summary>Varies the strength of a penalty on all hidden layers. It is L1, after the activation, and a mean over the batch, where these are not varied.</summary>
    /// <param name="strengths">At least one; each finite and at least 0.</param>
    /// <exception cref="ArgumentException">There is none, or one is out of range.</exception>
    public static StudyVariation VaryStrength(params IReadOnlyList<float> strengths)
    {
        foreach (var strength in strengths ?? [])
            Require.NotNegative(strength);
        return StudyVariation.Of(Strength, strengths!, (draft, strength) => draft.Strength = strength);
    }

    /// <summary>Varies the strength of a penalty on all hidden layers over a range, for <see cref="Random"/>.</summary>
    /// <param name="strengths">Such as <c>StudyRange.LogUniform(1e-5f, 1e-1f)</c>.</param>
    public static StudyVariation VaryStrength(StudyRange<float> strengths) =>
        StudyVariation.Of(Strength, strengths, (draft, strength) => draft.Strength = strength);

    /// <summary>Varies whether a penalty on all hidden layers sees what activation functions get, or what they put out.</summary>
    /// <param name="placements">At least one.</param>
    /// <exception cref="ArgumentException">There is none, or one is undefined.</exception>
    public static StudyVariation VaryPlacement(params IReadOnlyList<ActivityPlacement> placements) =>
        StudyVariation.Of(Placement, Defined(placements), (draft, placement) => draft.Placement = placement);

    /// <summary>Varies what a penalty on all hidden layers is divided by.</summary>
    /// <param name="reductions">At least one.</param>
    /// <exception cref="ArgumentException">There is none, or one is undefined.</exception>
    public static StudyVariation VaryReduction(params IReadOnlyList<ActivityReduction> reductions) =>
        StudyVariation.Of(Reduction, Defined(reductions), (draft, reduction) => draft.Reduction = reduction);

    /// <summary>Varies how many hidden layers there are, and their units; each is like the first of the base options.</summary>
    /// <param name="hiddenUnits">The units of each layer, at least 1; at least one list. <c>[32], [64, 64]</c>.</param>
    /// <exception cref="ArgumentException">There is none, or one is out of range.</exception>
    public static StudyVariation VaryHiddenUnits(params IReadOnlyList<int[]> hiddenUnits)
    {
        foreach (var units in hiddenUnits?.SelectMany(list => list) ?? [])
            Require.AtLeast(1, units);
        return StudyVariation.Of("HiddenUnits", hiddenUnits!, (draft, units) => draft.HiddenUnits = units);
    }

    private static void Set(CandidateDraft draft, PropertyInfo property, object? value)
    {
        if (!property.DeclaringType!.IsInstanceOfType(draft.Options))
            throw new ArgumentException(Rule.Broken("Vary", $"must be given an option of {draft.Options.GetType().Name}", $"{property.DeclaringType.Name}.{property.Name}"));
        if (draft.Options.FixedInStudies.Contains(property.Name))
            throw new ArgumentException(Rule.Broken("Vary", "must be given an option that may differ between candidates", property.Name));
        property.SetValue(draft.Options, value, BindingFlags.DoNotWrapExceptions, null, null, null);
    }

    private static IReadOnlyList<T> Defined<T>(IReadOnlyList<T> values)
        where T : struct, Enum
    {
        ArgumentNullException.ThrowIfNull(values);
        foreach (var value in values)
            Require.Defined(value);
        return values;
    }
}
