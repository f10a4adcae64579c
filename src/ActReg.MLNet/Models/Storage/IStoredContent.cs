namespace ActReg.MLNet;

/// <summary>What is stored under a checksum.</summary>
internal interface IStoredContent
{
    /// <summary>Writes all of it, the same each time.</summary>
    void WriteTo(IContentWriter writer);
}
