namespace ActReg.MLNet;

/// <summary>A file cannot be a study's journal; the message says why, and what to do.</summary>
internal sealed class JournalRefusedException(string message) : InvalidOperationException(message);
