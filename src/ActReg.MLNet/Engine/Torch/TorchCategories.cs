using static TorchSharp.torch;

namespace ActReg.MLNet;

/// <summary>The TorchSharp form of embeddings of blocks of features.</summary>
internal static class TorchCategories
{
    /// <summary>Features of no block, and behind them each block's vector.</summary>
    public static Tensor Embed(CategoryEmbeddingStep step, Tensor x, TorchParameters weights)
    {
        var parts = new List<Tensor>();
        long from = 0;
        foreach (var block in step.Blocks)
        {
            parts.Add(x.narrow(1, from, block.First - from));
            from = block.End;
        }

        parts.Add(x.narrow(1, from, x.shape[1] - from));
        return cat([.. parts, .. step.Blocks.Select((block, i) => x.narrow(1, block.First, block.Count).matmul(weights[step.Embeddings[i]]))], 1);
    }
}
