using Microsoft.ML.Data;

namespace ActReg.MLNet.Cli.Autoencoder;

/// <summary>A row of the data.</summary>
internal sealed class DataRow
{
    public float[] Features { get; set; } = [];

    /// <summary>Its class; empty where there is none.</summary>
    public string Label { get; set; } = "";

    [NoColumn]
    public bool IsLabeled => Label.Length > 0;
}
