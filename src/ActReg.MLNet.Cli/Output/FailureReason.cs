using System.Reflection;
using System.Text.RegularExpressions;

namespace ActReg.MLNet.Cli.Terminal;

/// <summary>What a person is told of an exception: nothing of types, parameters and properties, which are for programmers.</summary>
internal static partial class FailureReason
{
    public static string Of(Exception error) => error switch
    {
        AggregateException or TargetInvocationException or TypeInitializationException when error.InnerException is { } reason => Of(reason),
        InvalidOperationException => Of(error.Message),
        OutOfMemoryException => "There is not enough memory.",
        ArgumentException => Parameter().Replace(error.Message, ""),
        IOException or UnauthorizedAccessException or NotSupportedException or OperationCanceledException => error.Message,
        _ => $"An unexpected error: {error.Message}",
    };

    /// <param name="message">An exception's, of which nothing else is known.</param>
    public static string Of(string message) => Divergence().Match(message) is { Success: true } diverged
        ? $"{diverged.Value} A smaller learning rate or a weaker penalty usually helps." : message;

    /// <summary>The sentence of a <see cref="TrainingDivergedException"/> that says what happened.</summary>
    [GeneratedRegex(@"Training diverged: .*?\.(?= )")]
    private static partial Regex Divergence();

    [GeneratedRegex(@" \(Parameter '[^']*'\)$")]
    private static partial Regex Parameter();
}
