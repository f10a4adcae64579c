namespace ActReg.MLNet.Cli.Tables;

/// <summary>A file is not the table or model that it must be; the message says all that a user needs.</summary>
internal sealed class TableException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>The one that an exception is, or that is its reason: ML.NET reads on threads of its own.</summary>
    public static TableException? In(Exception? error) => error as TableException ?? (error == null ? null : In(error.InnerException));
}
