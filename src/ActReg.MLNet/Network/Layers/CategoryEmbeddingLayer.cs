using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>Puts trained vectors in the place of blocks of features that belong to categories; made by <see cref="Layer.CategoryEmbedding"/>.</summary>
/// <remarks>Its weights, one per block: <c>embeddings_0</c>, <c>embeddings_1</c> and so on, each of shape [features of the block, units], initialized uniformly from -0.05 to 0.05. They do not decay.</remarks>
public sealed record CategoryEmbeddingLayer : Layer
{
    private const int MostUnitsByDefault = 50;

    [JsonConstructor]
    internal CategoryEmbeddingLayer(int? units, int fewestCategories, IReadOnlyList<CategoryBlock>? blocks = null)
        : base(activityRegularizer: null)
    {
        Units = units is { } given ? Require.AtLeast(1, given, nameof(units)) : null;
        FewestCategories = Require.AtLeast(1, fewestCategories);
        Blocks = blocks == null ? null : new ValueList<CategoryBlock>(blocks);
        if (CategoryBlock.Problem(blocks ?? [], int.MaxValue, nameof(blocks)) is { } problem)
            throw new ArgumentException(problem);
    }

    /// <summary>The length of each block's vectors; <see langword="null"/> for a length of each block's own.</summary>
    public int? Units { get; }

    /// <summary>The features that a block of the column must have to be replaced.</summary>
    public int FewestCategories { get; }

    /// <summary>The blocks, in ascending order. Before training <see langword="null"/> where they are the features column's.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<CategoryBlock>? Blocks { get; private init; }

    internal override int? InputRank => 1;

    internal override bool ReadsExactValues => true;

    // Its blocks alone.
    internal override bool ReadsAllExactly => false;

    internal override IReadOnlyList<CategoryBlock> ReplacedBlocks => Blocks ?? [];

    internal override Layer Unadapted => this with { Blocks = null };

    internal override Layer WithBlocks(IReadOnlyList<CategoryBlock> found)
    {
        if (Blocks != null)
            return this;
        // With more asked for, the column may do without: a recipe for tables of all kinds.
        if (found.Count == 0 && FewestCategories == 1)
        {
            throw new ArgumentException(Rule.Broken(
                "CategoryEmbedding", "must be given blocks, or features with blocks of categories, as ConcatenateCategories and OneHotEncoding make them", "features without any"));
        }

        return this with { Blocks = new ValueList<CategoryBlock>(found.Where(block => block.Count >= FewestCategories)) };
    }

    /// <summary>The length of a block's vectors.</summary>
    internal int UnitsOf(CategoryBlock block) => Units ?? Math.Min(MostUnitsByDefault, (block.Count + 1) / 2);

    internal override void Accept(ILayerVisitor visitor) => visitor.Visit(this);
}
