namespace ActReg.MLNet;

public abstract partial record Layer
{
    /// <summary>
    /// Another shape for the same values: [units], [timesteps, features] or [height, width, channels], the channels last whatever the
    /// features have. Keras's <c>Reshape</c>.
    /// </summary>
    /// <param name="targetShape">Dimensions of at least 1 with as many values as there are; one may be -1, for what the others leave.</param>
    /// <exception cref="ArgumentException">There are other than one to three dimensions, or one is out of range.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="targetShape"/> is <see langword="null"/>.</exception>
    public static ReshapeLayer Reshape(params int[] targetShape) => new(targetShape);

    /// <summary>
    /// A sequence of the same units at every timestep, [units] to [n, units], for a decoder to go on from an encoder's last output.
    /// Keras's <c>RepeatVector</c>.
    /// </summary>
    /// <param name="n">The timesteps, at least 1.</param>
    /// <param name="activityRegularizer">The penalty on the output; <see langword="null"/> for none.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="n"/> is less than 1.</exception>
    public static RepeatVectorLayer RepeatVector(int n, ActivityRegularizer? activityRegularizer = null) => new(n, activityRegularizer);

    /// <summary>Each timestep several times, one after the other. Keras's <c>UpSampling1D</c>.</summary>
    /// <param name="size">The timesteps that one becomes, at least 1.</param>
    /// <param name="activityRegularizer">The penalty on the output; <see langword="null"/> for none.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is less than 1.</exception>
    public static UpSampling1DLayer UpSampling1D(int size = 2, ActivityRegularizer? activityRegularizer = null) =>
        new(size, activityRegularizer);

    /// <summary>
    /// Each row and each column of an image several times, one after the other. Keras's <c>UpSampling2D</c> with its default
    /// interpolation, <c>nearest</c>.
    /// </summary>
    /// <param name="size">The pixels that one becomes: <c>2</c>, or <c>(2, 3)</c> for height and width, each at least 1; 2 by default.</param>
    /// <param name="activityRegularizer">The penalty on the output; <see langword="null"/> for none.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is less than 1.</exception>
    public static UpSampling2DLayer UpSampling2D(Size2D? size = null, ActivityRegularizer? activityRegularizer = null) =>
        new(size ?? 2, activityRegularizer);

    /// <summary>
    /// A transposed convolution of an image, [height, width, channels] to [rows, columns, filters]: the pixels of the input, each times a
    /// kernel, are added up where their windows lie in the output, plus a bias. Keras's <c>Conv2DTranspose</c>.
    /// </summary>
    /// <remarks>
    /// It takes shapes back to those that a <see cref="Conv2D"/> of the same sizes came from: n rows become
    /// <c>n stride + max(extent - stride, 0)</c> with <see cref="Padding.Valid"/>, where <c>extent = (size - 1) dilation + 1</c>, and
    /// <c>n stride</c> with <see cref="Padding.Same"/>; so do columns.
    /// </remarks>
    /// <param name="filters">The number of output channels, at least 1.</param>
    /// <param name="kernelSize">The pixels that a window has: <c>3</c>, or <c>(3, 5)</c> for height and width, each at least 1.</param>
    /// <param name="strides">The pixels from one window to the next, at least 1; 1 by default.</param>
    /// <param name="padding">What the convolution that it transposes does at the edges.</param>
    /// <param name="dilationRate">The pixels from one of a window's to the next, at least 1; 1 by default.</param>
    /// <param name="activation">Applied to each output; <see langword="null"/> is linear.</param>
    /// <param name="activityRegularizer">
    /// The penalty on the whole output, after <paramref name="activation"/>; <see langword="null"/> for none.
    /// </param>
    /// <param name="kernelRegularizer">The penalty on the kernel; <see langword="null"/> for the trainer's, if it has one.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static Conv2DTransposeLayer Conv2DTranspose(
        int filters, Size2D kernelSize, Size2D? strides = null, Padding padding = Padding.Valid, Size2D? dilationRate = null,
        Activation? activation = null, ActivityRegularizer? activityRegularizer = null, KernelRegularizer? kernelRegularizer = null) =>
        new(filters, kernelSize, strides ?? 1, padding, dilationRate ?? 1, activation, activityRegularizer, kernelRegularizer);
}
