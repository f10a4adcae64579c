namespace ActReg.MLNet;

/// <summary>What <c>mlContext.Transforms.ConcatenateCategories</c> makes of a vector of keys, such as the words of a text: the modes of PyTorch's <c>EmbeddingBag</c>.</summary>
public enum BagMode
{
    /// <summary>How often each key is there.</summary>
    Sum,

    /// <summary>The share that each key has of the row's keys, missing ones included.</summary>
    Mean,
}
