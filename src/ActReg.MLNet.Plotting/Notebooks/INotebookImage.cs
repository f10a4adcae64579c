namespace ActReg.MLNet.Plotting;

/// <summary>What a notebook shows as an image.</summary>
internal interface INotebookImage
{
    string Title { get; }

    /// <summary>In the notebook's pixels, of which a sharp screen has several to one.</summary>
    int DisplayWidth { get; }

    byte[] ToPng();
}
