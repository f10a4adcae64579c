using System.Linq.Expressions;
using System.Reflection;

namespace ActReg.MLNet;

/// <summary>The option that <c>options => options.LearningRate</c> names.</summary>
internal static class OptionPath
{
    /// <summary>Those that belong to a study as a whole: each candidate has the same data, and each trial a seed of its own.</summary>
    private static readonly string[] OfStudy =
    [
        nameof(TrainingOptions.Seed), nameof(TrainingOptions.ExampleWeightColumnName), nameof(TrainingOptions.SamplingKeyColumnName),
        nameof(ActivityRegularizedOptionsBase.FeatureColumnName), nameof(ActivityRegularizedOptionsBase.LabelColumnName),
        nameof(SparseAutoencoderOptions.InputColumnName), nameof(SparseAutoencoderOptions.OutputColumnName),
        nameof(SparseAutoencoderOptions.ReconstructionColumnName), nameof(SparseAutoencoderOptions.ScoreColumnName),
        nameof(SparseAutoencoderOptions.PredictedLabelColumnName), nameof(SparseAutoencoderOptions.AnomalyShare),
    ];

    /// <exception cref="ArgumentException">It is something else, or an option that a study cannot vary.</exception>
    public static PropertyInfo Of<TOptions, TValue>(Expression<Func<TOptions, TValue>> option)
    {
        ArgumentNullException.ThrowIfNull(option);
        // Values of another type than the option's, such as int for int?, are converted.
        var body = option.Body is UnaryExpression { NodeType: ExpressionType.Convert } conversion ? conversion.Operand : option.Body;
        if (body is not MemberExpression { Member: PropertyInfo { CanWrite: true } property, Expression: ParameterExpression })
            throw new ArgumentException(Rule.Broken("Vary", "must be given an option, as in options => options.LearningRate", option));
        return OfStudy.Contains(property.Name)
            ? throw new ArgumentException(Rule.Broken("Vary", "must be given an option that may differ between candidates", property.Name))
            : property;
    }
}
