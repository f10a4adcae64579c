using System.Linq.Expressions;
using System.Reflection;

namespace ActReg.MLNet;

/// <summary>The option that <c>options => options.LearningRate</c> names.</summary>
internal static class OptionPath
{
    /// <exception cref="ArgumentException">It is something else.</exception>
    public static PropertyInfo Of<TOptions, TValue>(Expression<Func<TOptions, TValue>> option)
    {
        ArgumentNullException.ThrowIfNull(option);
        // Values of another type than the option's, such as int for int?, are converted.
        var body = option.Body is UnaryExpression { NodeType: ExpressionType.Convert } conversion ? conversion.Operand : option.Body;
        if (body is not MemberExpression { Member: PropertyInfo { CanWrite: true } property, Expression: ParameterExpression })
            throw new ArgumentException(Rule.Broken("Vary", "must be given an option, as in options => options.LearningRate", option));
        return property;
    }
}
