using Microsoft.ML;

namespace ActReg.MLNet.Tests.Testing;

/// <summary>Models on their way through a file.</summary>
internal static class SavedModel
{
    /// <summary>Saves a transformer and loads it in a new context, as another program would.</summary>
    public static ITransformer Reload(MLContext mlContext, ITransformer transformer, DataViewSchema inputSchema)
    {
        using var stream = new MemoryStream();
        mlContext.Model.Save(transformer, inputSchema, stream);
        stream.Position = 0;
        ITransformer loaded = new MLContext().Model.Load(stream, out DataViewSchema loadedSchema);
        SchemaAssert.Same(inputSchema, loadedSchema, "Input schema saved with the model");
        return loaded;
    }
}
