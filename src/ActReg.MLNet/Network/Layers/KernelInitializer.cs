using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>What a dense layer's kernel begins as, with <c>n</c> its inputs and <c>m</c> its units.</summary>
/// <remarks>
/// Normal distributions are whole ones, as PyTorch's: Keras cuts them off at two standard deviations. With <see cref="LecunNormal"/> a layer begins as with
/// the NTK parametrization (Jacot, Gabriel and Hongler, "Neural tangent kernel", 2018), whose weights of variance 1 are divided by <c>√n</c> as they are used. Under
/// Adam it learns like that too at <c>1/√n</c> times the rate, <see cref="Layer.WithLearningRateFactor"/>, which decay is multiplied by as well.
/// </remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "initializer")]
[JsonDerivedType(typeof(GlorotUniformInitializer), "glorotUniform")]
[JsonDerivedType(typeof(ScaledNormalInitializer), "scaledNormal")]
[JsonDerivedType(typeof(ZerosInitializer), "zeros")]
public abstract record KernelInitializer : IInitializer
{
    private protected KernelInitializer()
    {
    }

    /// <summary>As it is written: a name, and its values in parentheses.</summary>
    public sealed override string ToString() => RecordText.Of(this, "Initializer", PrintMembers);

    /// <summary>Uniform from <c>-√(6 / (n + m))</c> to <c>√(6 / (n + m))</c> (Glorot and Bengio, 2010): the default, Keras's <c>GlorotUniform</c>.</summary>
    public static KernelInitializer GlorotUniform { get; } = new GlorotUniformInitializer();

    /// <summary>Normal, of mean 0 and variance <c>2 / n</c> (He et al., 2015), for layers behind a ReLU; PyTorch's <c>kaiming_normal_</c>.</summary>
    public static KernelInitializer HeNormal { get; } = new ScaledNormalInitializer(2);

    /// <summary>Normal, of mean 0 and variance <c>1 / n</c> (LeCun et al., 1998; for <see cref="Activation.Selu"/>, Klambauer et al., 2017).</summary>
    public static KernelInitializer LecunNormal { get; } = new ScaledNormalInitializer(1);

    /// <summary>All 0: for an output layer, whose scores are then the same for all rows at first. Units of a hidden layer would all learn alike.</summary>
    public static KernelInitializer Zeros { get; } = new ZerosInitializer();

    void IInitializer.Fill(Span<float> values, ReadOnlySpan<int> shape, RandomState random) => Fill(values, shape, random);

    /// <summary>Fills a kernel that is zero.</summary>
    /// <param name="kernel">Row-major, [n, m].</param>
    /// <param name="shape">Its dimensions.</param>
    /// <param name="random">What to draw from.</param>
    private protected abstract void Fill(Span<float> kernel, ReadOnlySpan<int> shape, RandomState random);
}
