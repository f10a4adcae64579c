using System.Diagnostics.CodeAnalysis;
using ActReg.MLNet;

namespace Microsoft.ML;

/// <summary>Small two-class data sets for studying regularization, on <see cref="MLContext.Data"/>.</summary>
/// <remarks>
/// <para>Every method returns the columns <c>Features</c> (Vector&lt;Single, 2&gt;: x and y, no unit) and <c>Label</c> (Boolean).
/// The rows are made at once and kept in memory.</para>
/// <para>Two whole numbers without names are the two counts: name <c>noise</c> where it is a whole number.</para>
/// <para>Equal arguments give scikit-learn 1.2.1's points: computed in double precision from NumPy's legacy generator and
/// cast to <see cref="float"/> last. Before the cast they are the same to the last bit where both use glibc's sine, cosine
/// and logarithm; other C libraries, and the AVX-512 code of some NumPy builds, may round the last bit of a
/// <see cref="double"/> the other way.</para>
/// </remarks>
[SuppressMessage("ApiDesign", "RS0026", Justification = "The overloads differ in their first, required arguments.")]
[SuppressMessage("ApiDesign", "RS0027", Justification = "The overloads differ in their first, required arguments.")]
public static class ActivityRegularizationDataCatalog
{
    /// <summary>Two concentric circles: half of the rows on the outer one (label false), the rest on the inner one (label
    /// true).</summary>
    /// <param name="catalog">The <see cref="MLContext.Data"/> catalog.</param>
    /// <param name="sampleCount">The number of rows, 100 by default; 0 gives no rows. Of an odd number, the inner circle
    /// gets one more.</param>
    /// <param name="noise">The standard deviation of the Gaussian noise added to x and to y, at least 0; null, the default,
    /// for none.</param>
    /// <param name="seed">From 0 to 4294967295; null, the default, for the seed of the <see cref="MLContext"/>, or a random
    /// one where that has none.</param>
    /// <param name="factor">The radius of the inner circle, at least 0 and less than 1, 0.8 by default; the outer circle's
    /// is 1.</param>
    /// <param name="shuffle">Whether the rows are in random order (the default) or all outer ones first, by angle.</param>
    /// <returns>Columns <c>Features</c> (Vector&lt;Single, 2&gt;) and <c>Label</c> (Boolean).</returns>
    /// <exception cref="ArgumentNullException"><paramref name="catalog"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <remarks>scikit-learn's <c>make_circles(n_samples=sampleCount, shuffle, noise, random_state=seed, factor)</c>.</remarks>
    /// <example><code>IDataView circles = mlContext.Data.LoadCircles(sampleCount: 100, noise: 0.1, seed: 1);</code></example>
    public static IDataView LoadCircles(
        this DataOperationsCatalog catalog,
        int sampleCount = 100,
        double? noise = null,
        long? seed = null,
        double factor = 0.8,
        bool shuffle = true) =>
        LoadCircles(catalog, SampleCounts.Split(sampleCount), noise, seed, factor, shuffle);

    /// <summary>Two concentric circles with a number of rows each: the outer one has label false, the inner one label
    /// true.</summary>
    /// <param name="catalog">The <see cref="MLContext.Data"/> catalog.</param>
    /// <param name="outerCount">The number of rows on the outer circle, at least 0.</param>
    /// <param name="innerCount">The number of rows on the inner circle, at least 0.</param>
    /// <param name="noise">The standard deviation of the Gaussian noise added to x and to y, at least 0; null, the default,
    /// for none.</param>
    /// <param name="seed">From 0 to 4294967295; null, the default, for the seed of the <see cref="MLContext"/>, or a random
    /// one where that has none.</param>
    /// <param name="factor">The radius of the inner circle, at least 0 and less than 1, 0.8 by default; the outer circle's
    /// is 1.</param>
    /// <param name="shuffle">Whether the rows are in random order (the default) or all outer ones first, by angle.</param>
    /// <returns>Columns <c>Features</c> (Vector&lt;Single, 2&gt;) and <c>Label</c> (Boolean).</returns>
    /// <exception cref="ArgumentNullException"><paramref name="catalog"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <remarks>scikit-learn's <c>make_circles(n_samples=(outerCount, innerCount), shuffle, noise, random_state=seed,
    /// factor)</c>.</remarks>
    public static IDataView LoadCircles(
        this DataOperationsCatalog catalog,
        int outerCount,
        int innerCount,
        double? noise = null,
        long? seed = null,
        double factor = 0.8,
        bool shuffle = true) =>
        LoadCircles(catalog, SampleCounts.Of(outerCount, innerCount), noise, seed, factor, shuffle);

    /// <summary>Two interleaving half circles: half of the rows on the upper one (label false), the rest on the lower one
    /// (label true).</summary>
    /// <param name="catalog">The <see cref="MLContext.Data"/> catalog.</param>
    /// <param name="sampleCount">The number of rows, 100 by default; 0 gives no rows. Of an odd number, the lower half
    /// circle gets one more.</param>
    /// <param name="noise">The standard deviation of the Gaussian noise added to x and to y, at least 0; null, the default,
    /// for none.</param>
    /// <param name="seed">From 0 to 4294967295; null, the default, for the seed of the <see cref="MLContext"/>, or a random
    /// one where that has none.</param>
    /// <param name="shuffle">Whether the rows are in random order (the default) or all upper ones first, by angle.</param>
    /// <returns>Columns <c>Features</c> (Vector&lt;Single, 2&gt;) and <c>Label</c> (Boolean).</returns>
    /// <exception cref="ArgumentNullException"><paramref name="catalog"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <remarks>scikit-learn's <c>make_moons(n_samples=sampleCount, shuffle, noise, random_state=seed)</c>. The upper half circle
    /// has radius 1 around (0, 0), the lower one radius 1 around (1, 0.5).</remarks>
    public static IDataView LoadMoons(
        this DataOperationsCatalog catalog,
        int sampleCount = 100,
        double? noise = null,
        long? seed = null,
        bool shuffle = true) =>
        LoadMoons(catalog, SampleCounts.Split(sampleCount), noise, seed, shuffle);

    /// <summary>Two interleaving half circles with a number of rows each: the upper one has label false, the lower one label
    /// true.</summary>
    /// <param name="catalog">The <see cref="MLContext.Data"/> catalog.</param>
    /// <param name="outerCount">The number of rows on the upper half circle (scikit-learn's outer one), at least 0.</param>
    /// <param name="innerCount">The number of rows on the lower half circle (scikit-learn's inner one), at least 0.</param>
    /// <param name="noise">The standard deviation of the Gaussian noise added to x and to y, at least 0; null, the default,
    /// for none.</param>
    /// <param name="seed">From 0 to 4294967295; null, the default, for the seed of the <see cref="MLContext"/>, or a random
    /// one where that has none.</param>
    /// <param name="shuffle">Whether the rows are in random order (the default) or all upper ones first, by angle.</param>
    /// <returns>Columns <c>Features</c> (Vector&lt;Single, 2&gt;) and <c>Label</c> (Boolean).</returns>
    /// <exception cref="ArgumentNullException"><paramref name="catalog"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <remarks>scikit-learn's <c>make_moons(n_samples=(outerCount, innerCount), shuffle, noise,
    /// random_state=seed)</c>.</remarks>
    public static IDataView LoadMoons(
        this DataOperationsCatalog catalog,
        int outerCount,
        int innerCount,
        double? noise = null,
        long? seed = null,
        bool shuffle = true) =>
        LoadMoons(catalog, SampleCounts.Of(outerCount, innerCount), noise, seed, shuffle);

    private static IDataView LoadCircles(
        DataOperationsCatalog catalog, SampleCounts counts, double? noise, long? seed, double factor, bool shuffle) =>
        LabeledPointView.Load(catalog, Circles.Generate(counts, noise, factor, shuffle, NewRandom(catalog, seed)));

    private static IDataView LoadMoons(
        DataOperationsCatalog catalog, SampleCounts counts, double? noise, long? seed, bool shuffle) =>
        LabeledPointView.Load(catalog, Moons.Generate(counts, noise, shuffle, NewRandom(catalog, seed)));

    private static RandomState NewRandom(DataOperationsCatalog catalog, long? seed)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new RandomState(SampleSeed.Resolve(seed, catalog.ContextSeed()));
    }
}
