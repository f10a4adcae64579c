using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>What each training row's weight is multiplied by, by the class of its label. Validation rows keep their weights, as in Keras.</summary>
/// <remarks>As with row weights, a row of weight 2 counts like the row twice: in the loss, in the penalties and in the training figures.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "classWeights")]
[JsonDerivedType(typeof(BalancedClassWeights), "balanced")]
[JsonDerivedType(typeof(GivenClassWeights), "given")]
public abstract record ClassWeights
{
    private protected ClassWeights()
    {
    }

    /// <summary>As it is written: "Balanced", or the weights.</summary>
    public sealed override string ToString() => Text;

    private protected abstract string Text { get; }

    /// <summary>
    /// Each class counts the same in all, and the sum of weights stays what it was: <c>W / (k W_c)</c> for one of <c>k</c> classes with
    /// rows, of summed weight <c>W_c</c> out of <c>W</c>; scikit-learn's "balanced".
    /// </summary>
    public static ClassWeights Balanced { get; } = new BalancedClassWeights();

    /// <summary>Given weights.</summary>
    /// <param name="weights">
    /// One per class, finite and at least 0, not all 0: for binary classification that of <see langword="false"/>, then that of
    /// <see langword="true"/>; for multiclass classification in the order of the keys.
    /// </param>
    /// <exception cref="ArgumentException">A weight is out of range, or all are 0.</exception>
    public static ClassWeights Of(params IReadOnlyList<float> weights) => new GivenClassWeights(weights);

    /// <summary>Whether a class has the weight 0, so that nothing is learned of it.</summary>
    internal virtual bool LeavesOutClasses => false;

    /// <summary>What is wrong with them for so many classes; null for nothing.</summary>
    internal virtual string? Problem(int classCount) => null;

    /// <summary>The weight of each class.</summary>
    /// <param name="sums">The summed weight of each class's rows to train on.</param>
    /// <exception cref="InvalidOperationException">No row is left with a weight above 0.</exception>
    internal IReadOnlyList<float> For(IReadOnlyList<double> sums)
    {
        var weights = From(sums);
        return weights.Zip(sums).Any(pair => pair is { First: > 0, Second: > 0 })
            ? weights
            : throw new InvalidOperationException(
                "classWeights leave no row of the training set with a weight above 0: its rows are all of classes of weight 0.");
    }

    /// <summary>The weight of each class.</summary>
    /// <param name="sums">The summed weight of each class's rows.</param>
    private protected abstract IReadOnlyList<float> From(IReadOnlyList<double> sums);
}
