namespace ActReg.MLNet;

public abstract partial record Layer
{
    /// <summary>
    /// A convolution over the timesteps of a sequence, [timesteps, features] to [windows, filters]: each window's values times a
    /// kernel, plus a bias. Keras's <c>Conv1D</c>.
    /// </summary>
    /// <param name="filters">The number of output features, at least 1.</param>
    /// <param name="kernelSize">The timesteps that a window has, at least 1.</param>
    /// <param name="strides">The timesteps from one window to the next, at least 1.</param>
    /// <param name="padding">What happens at the ends.</param>
    /// <param name="dilationRate">The timesteps from one of a window's to the next, at least 1.</param>
    /// <param name="groups">
    /// The parts of the features, and of the filters, that are convolved separately: a divisor of both, at least 1.
    /// </param>
    /// <param name="activation">Applied to each output; <see langword="null"/> is linear.</param>
    /// <param name="activityRegularizer">
    /// The penalty on the whole output, after <paramref name="activation"/>; <see langword="null"/> for none.
    /// </param>
    /// <param name="kernelRegularizer">The penalty on the kernel; <see langword="null"/> for the trainer's, if it has one.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static Conv1DLayer Conv1D(
        int filters, int kernelSize, int strides = 1, Padding padding = Padding.Valid, int dilationRate = 1, int groups = 1,
        Activation? activation = null, ActivityRegularizer? activityRegularizer = null,
        KernelRegularizer? kernelRegularizer = null) =>
        new(filters, kernelSize, strides, padding, dilationRate, groups, activation, activityRegularizer, kernelRegularizer);

    /// <summary>
    /// A convolution over an image, [height, width, channels] to [rows, columns, filters]: each window's values times a kernel,
    /// plus a bias. Keras's <c>Conv2D</c>.
    /// </summary>
    /// <param name="filters">The number of output channels, at least 1.</param>
    /// <param name="kernelSize">The pixels that a window has: <c>3</c>, or <c>(3, 5)</c> for height and width, each at least 1.</param>
    /// <param name="strides">The pixels from one window to the next, at least 1; 1 by default.</param>
    /// <param name="padding">What happens at the edges.</param>
    /// <param name="dilationRate">The pixels from one of a window's to the next, at least 1; 1 by default.</param>
    /// <param name="groups">
    /// The parts of the channels, and of the filters, that are convolved separately: a divisor of both, at least 1. As many as there are
    /// channels is a depthwise convolution.
    /// </param>
    /// <param name="activation">Applied to each output; <see langword="null"/> is linear.</param>
    /// <param name="activityRegularizer">
    /// The penalty on the whole feature map, after <paramref name="activation"/>; <see langword="null"/> for none.
    /// </param>
    /// <param name="kernelRegularizer">The penalty on the kernel; <see langword="null"/> for the trainer's, if it has one.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static Conv2DLayer Conv2D(
        int filters, Size2D kernelSize, Size2D? strides = null, Padding padding = Padding.Valid, Size2D? dilationRate = null,
        int groups = 1, Activation? activation = null, ActivityRegularizer? activityRegularizer = null,
        KernelRegularizer? kernelRegularizer = null) =>
        new(filters, kernelSize, strides ?? 1, padding, dilationRate ?? 1, groups, activation, activityRegularizer, kernelRegularizer);

    /// <summary>The largest of some timesteps, feature by feature. Keras's <c>MaxPooling1D</c>.</summary>
    /// <param name="poolSize">The timesteps that a window has, at least 1.</param>
    /// <param name="strides">The timesteps from one window to the next, at least 1; <see langword="null"/> for the window's own.</param>
    /// <param name="padding">What happens at the ends.</param>
    /// <param name="activityRegularizer">The penalty on the output; <see langword="null"/> for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static Pooling1DLayer MaxPooling1D(
        int poolSize = 2, int? strides = null, Padding padding = Padding.Valid, ActivityRegularizer? activityRegularizer = null) =>
        new(PoolingKind.Max, poolSize, strides ?? poolSize, padding, activityRegularizer);

    /// <summary>The mean of some timesteps, feature by feature. Keras's <c>AveragePooling1D</c>.</summary>
    /// <param name="poolSize">The timesteps that a window has, at least 1.</param>
    /// <param name="strides">The timesteps from one window to the next, at least 1; <see langword="null"/> for the window's own.</param>
    /// <param name="padding">What happens at the ends.</param>
    /// <param name="activityRegularizer">The penalty on the output; <see langword="null"/> for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static Pooling1DLayer AveragePooling1D(
        int poolSize = 2, int? strides = null, Padding padding = Padding.Valid, ActivityRegularizer? activityRegularizer = null) =>
        new(PoolingKind.Average, poolSize, strides ?? poolSize, padding, activityRegularizer);

    /// <summary>The largest of some pixels, channel by channel. Keras's <c>MaxPooling2D</c>.</summary>
    /// <param name="poolSize">The pixels that a window has: <c>2</c>, or <c>(2, 3)</c> for height and width, each at least 1; 2 by default.</param>
    /// <param name="strides">The pixels from one window to the next, at least 1; <see langword="null"/> for the window's own.</param>
    /// <param name="padding">What happens at the edges.</param>
    /// <param name="activityRegularizer">The penalty on the output; <see langword="null"/> for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static Pooling2DLayer MaxPooling2D(
        Size2D? poolSize = null, Size2D? strides = null, Padding padding = Padding.Valid,
        ActivityRegularizer? activityRegularizer = null) =>
        new(PoolingKind.Max, poolSize ?? 2, strides ?? poolSize ?? 2, padding, activityRegularizer);

    /// <summary>The mean of some pixels, channel by channel. Keras's <c>AveragePooling2D</c>.</summary>
    /// <param name="poolSize">The pixels that a window has: <c>2</c>, or <c>(2, 3)</c> for height and width, each at least 1; 2 by default.</param>
    /// <param name="strides">The pixels from one window to the next, at least 1; <see langword="null"/> for the window's own.</param>
    /// <param name="padding">What happens at the edges.</param>
    /// <param name="activityRegularizer">The penalty on the output; <see langword="null"/> for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static Pooling2DLayer AveragePooling2D(
        Size2D? poolSize = null, Size2D? strides = null, Padding padding = Padding.Valid,
        ActivityRegularizer? activityRegularizer = null) =>
        new(PoolingKind.Average, poolSize ?? 2, strides ?? poolSize ?? 2, padding, activityRegularizer);

    /// <summary>
    /// Each channel's largest value over a whole image, or each feature's over a whole sequence. Keras's <c>GlobalMaxPooling1D</c> and
    /// <c>GlobalMaxPooling2D</c>.
    /// </summary>
    /// <param name="activityRegularizer">The penalty on the output; <see langword="null"/> for none.</param>
    public static GlobalPoolingLayer GlobalMaxPooling(ActivityRegularizer? activityRegularizer = null) =>
        new(PoolingKind.Max, activityRegularizer);

    /// <summary>
    /// Each channel's mean over a whole image, or each feature's over a whole sequence. Keras's <c>GlobalAveragePooling1D</c> and
    /// <c>GlobalAveragePooling2D</c>.
    /// </summary>
    /// <param name="activityRegularizer">The penalty on the output; <see langword="null"/> for none.</param>
    public static GlobalPoolingLayer GlobalAveragePooling(ActivityRegularizer? activityRegularizer = null) =>
        new(PoolingKind.Average, activityRegularizer);

    /// <summary>
    /// Units of an image, in the order height, width, channels, or of a sequence, in the order timesteps, features. Keras's
    /// <c>Flatten</c>; PyTorch's order of an image is channels, height, width.
    /// </summary>
    public static FlattenLayer Flatten() => new();
}
