namespace ActReg.MLNet.NotebookRunner;

/// <summary>A cell that the kernel could not run to its end, and why.</summary>
internal sealed class CellFailedException(string message) : Exception(message);
