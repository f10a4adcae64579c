using System.Reflection;
using System.Text.RegularExpressions;

namespace ActReg.MLNet.Cli.CommandLine;

/// <summary>What a person is told of an exception: nothing of types, parameters and properties, which are for programmers.</summary>
internal static partial class FailureReason
{
    public static string Of(Exception error) => error switch
    {
        AggregateException or TargetInvocationException or TypeInitializationException when error.InnerException is { } reason => Of(reason),
        _ when Divergence().Match(error.Message) is { Success: true } diverged => $"{diverged.Value} A smaller learning rate or a weaker penalty usually helps.",
        OutOfMemoryException => "There is not enough memory.",
        ArgumentException => Parameter().Replace(error.Message, ""),
        IOException or UnauthorizedAccessException or InvalidOperationException or NotSupportedException or OperationCanceledException => error.Message,
        _ => $"An unexpected error: {error.Message}",
    };

    /// <summary>The sentence of a <see cref="TrainingDivergedException"/> that says what happened.</summary>
    [GeneratedRegex(@"Training diverged: .*?\.(?= )")]
    private static partial Regex Divergence();

    [GeneratedRegex(@" \(Parameter '[^']*'\)$")]
    private static partial Regex Parameter();
}
