using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>What a dense layer's biases begin as.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "initializer")]
[JsonDerivedType(typeof(ZeroBiasInitializer), "zeros")]
[JsonDerivedType(typeof(HePlusInitializer), "hePlus")]
public abstract record BiasInitializer
{
    private protected BiasInitializer()
    {
    }

    /// <summary>As it is written: a name, and its values in parentheses.</summary>
    public sealed override string ToString() => RecordText.Of(this, "Initializer", PrintMembers);

    /// <summary>All 0: the default, Keras's.</summary>
    public static BiasInitializer Zeros { get; } = new ZeroBiasInitializer();

    /// <summary>
    /// Found from the training rows: each unit is 0 at a random point between some of them, <c>b = -Σ λ x w</c> over as many random rows <c>x</c> of the layer's inputs, with <c>w</c> the unit's first weights and <c>λ</c> uniform among all
    /// weights that sum to 1. So the kinks of ReLUs lie among the rows, whatever these are like, instead of all at the inputs' 0.
    /// </summary>
    /// <remarks>
    /// <para>With 5 rows the "he+5" of RealMLP: D. Holzmüller, L. Grinsztajn and I. Steinwart, "Better by default: strong pre-tuned MLPs and boosted trees on tabular data", 2024; after I. Steinwart, "A sober look at neural network initializations", 2019.</para>
    /// <para>Rows are those to train on, drawn by weight; of many, from a sample of 1000. They go through the layers before as in scoring: nothing is dropped, and batch normalization has its first statistics. The seed says which rows, the same with both engines; kernels are drawn as without.</para>
    /// </remarks>
    /// <param name="rows">The rows of each unit, at least 1: the more, the nearer the points are to the rows' mean.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rows"/> is less than 1.</exception>
    public static BiasInitializer HePlus(int rows = 5) => new HePlusInitializer(rows);
}
