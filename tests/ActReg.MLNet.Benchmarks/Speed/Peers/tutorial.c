/* The tutorial's training, and nothing else, in C with AVX2 and FMA: 2 inputs, 500 units of ReLU with an L1 penalty on what
   they get (summed over batch and units), one output, binary cross-entropy, all rows in one batch, Adam as Keras has it.

   Usage: tutorial FILE
   FILE is raw float32: for each of 30 rows two features; 30 labels; the first kernel [2, 500], its bias [500], the second
   kernel [500], its bias [1]. Each line of standard input is a number of epochs to train from those weights; the answer is a
   line of JSON: the seconds, and the last epoch's loss before its update.

   Eight units stand side by side in a vector. The first pass adds up the logits, six rows at a time in registers. The second
   computes the units again, sums a unit's gradient over the rows in registers and updates it there. */
#include <immintrin.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ROWS = 30, UNITS = 500, GROUPS = (UNITS + 7) / 8, ROW_BLOCK = 6 };

typedef __m256 vector;

struct weights {
    vector first[2][GROUPS], bias[GROUPS], second[GROUPS];
    float output_bias;
};

static const float l1 = 1e-4f;
static const double learning_rate = 1e-3, beta1 = 0.9, beta2 = 0.999;

static float x[ROWS][2], labels[ROWS];
static struct weights initial, w, mean, variance;

static float sum(vector v)
{
    __m128 half = _mm_add_ps(_mm256_castps256_ps128(v), _mm256_extractf128_ps(v, 1));
    half = _mm_add_ps(half, _mm_movehl_ps(half, half));
    return _mm_cvtss_f32(_mm_add_ss(half, _mm_movehdup_ps(half)));
}

static inline vector units(int group, int row)
{
    vector z = _mm256_fmadd_ps(_mm256_set1_ps(x[row][0]), w.first[0][group], w.bias[group]);
    return _mm256_fmadd_ps(_mm256_set1_ps(x[row][1]), w.first[1][group], z);
}

/* Fills the gradient by the logits; returns the loss, its penalty included. */
static double forward(float *logit_gradient)
{
    const vector zero = _mm256_setzero_ps(), no_sign = _mm256_castsi256_ps(_mm256_set1_epi32(0x7fffffff));
    vector sizes = zero;
    double loss = 0;
    for (int block = 0; block < ROWS; block += ROW_BLOCK) {
        vector logits[ROW_BLOCK];
        for (int i = 0; i < ROW_BLOCK; i++)
            logits[i] = zero;
        for (int group = 0; group < GROUPS; group++)
            for (int i = 0; i < ROW_BLOCK; i++) {
                vector z = units(group, block + i);
                sizes = _mm256_add_ps(sizes, _mm256_and_ps(z, no_sign));
                logits[i] = _mm256_fmadd_ps(_mm256_max_ps(z, zero), w.second[group], logits[i]);
            }
        for (int i = 0; i < ROW_BLOCK; i++) {
            float logit = sum(logits[i]) + w.output_bias, label = labels[block + i], decay = expf(-fabsf(logit));
            loss += fmaxf(logit, 0) - label * logit + log1pf(decay);
            float probability = logit > 0 ? 1 / (1 + decay) : decay / (1 + decay);
            logit_gradient[block + i] = (probability - label) / ROWS;
        }
    }
    return loss / ROWS + l1 * sum(sizes);
}

static inline vector adam(vector p, vector gradient, vector *m, vector *v, vector rate)
{
    *m = _mm256_fmadd_ps(_mm256_sub_ps(gradient, *m), _mm256_set1_ps((float)(1 - beta1)), *m);
    *v = _mm256_fmadd_ps(_mm256_sub_ps(_mm256_mul_ps(gradient, gradient), *v), _mm256_set1_ps((float)(1 - beta2)), *v);
    vector divisor = _mm256_add_ps(_mm256_sqrt_ps(*v), _mm256_set1_ps(1e-7f));
    return _mm256_fnmadd_ps(rate, _mm256_div_ps(*m, divisor), p);
}

static void backward_and_update(const float *logit_gradient, float corrected_rate)
{
    const vector zero = _mm256_setzero_ps(), sign = _mm256_set1_ps(-0.0f), strength = _mm256_set1_ps(l1);
    const vector rate = _mm256_set1_ps(corrected_rate);
    for (int group = 0; group < GROUPS; group++) {
        vector first0 = zero, first1 = zero, bias = zero, second = zero, out = w.second[group];
        for (int row = 0; row < ROWS; row++) {
            vector z = units(group, row), from_logit = _mm256_set1_ps(logit_gradient[row]);
            vector is_on = _mm256_cmp_ps(z, zero, _CMP_GT_OQ), is_not_zero = _mm256_cmp_ps(z, zero, _CMP_NEQ_OQ);
            vector penalty = _mm256_and_ps(is_not_zero, _mm256_or_ps(_mm256_and_ps(z, sign), strength));
            vector slope = _mm256_add_ps(_mm256_and_ps(is_on, _mm256_mul_ps(from_logit, out)), penalty);
            first0 = _mm256_fmadd_ps(slope, _mm256_set1_ps(x[row][0]), first0);
            first1 = _mm256_fmadd_ps(slope, _mm256_set1_ps(x[row][1]), first1);
            bias = _mm256_add_ps(bias, slope);
            second = _mm256_fmadd_ps(_mm256_max_ps(z, zero), from_logit, second);
        }
        w.first[0][group] = adam(w.first[0][group], first0, &mean.first[0][group], &variance.first[0][group], rate);
        w.first[1][group] = adam(w.first[1][group], first1, &mean.first[1][group], &variance.first[1][group], rate);
        w.bias[group] = adam(w.bias[group], bias, &mean.bias[group], &variance.bias[group], rate);
        w.second[group] = adam(out, second, &mean.second[group], &variance.second[group], rate);
    }
    float total = 0;
    for (int row = 0; row < ROWS; row++)
        total += logit_gradient[row];
    mean.output_bias += (total - mean.output_bias) * (float)(1 - beta1);
    variance.output_bias += (total * total - variance.output_bias) * (float)(1 - beta2);
    w.output_bias -= corrected_rate * mean.output_bias / (sqrtf(variance.output_bias) + 1e-7f);
}

static double train(int epochs)
{
    float logit_gradient[ROWS];
    double loss = 0;
    w = initial;
    memset(&mean, 0, sizeof mean);
    memset(&variance, 0, sizeof variance);
    for (int epoch = 1; epoch <= epochs; epoch++) {
        loss = forward(logit_gradient);
        double rate = learning_rate * sqrt(1 - pow(beta2, epoch)) / (1 - pow(beta1, epoch));
        backward_and_update(logit_gradient, (float)rate);
    }
    return loss;
}

static void load(const char *path)
{
    FILE *file = fopen(path, "rb");
    int is_read = file
        && fread(x, sizeof x, 1, file) && fread(labels, sizeof labels, 1, file)
        && fread(initial.first[0], UNITS * sizeof(float), 1, file) && fread(initial.first[1], UNITS * sizeof(float), 1, file)
        && fread(initial.bias, UNITS * sizeof(float), 1, file) && fread(initial.second, UNITS * sizeof(float), 1, file)
        && fread(&initial.output_bias, sizeof(float), 1, file);
    if (!is_read) {
        perror(path);
        exit(1);
    }
    fclose(file);
}

int main(int argc, char **argv)
{
    const char *clock_name = getenv("BENCHMARK_CLOCK");
    clockid_t clock_id = clock_name && !strcmp(clock_name, "cpu") ? CLOCK_PROCESS_CPUTIME_ID : CLOCK_MONOTONIC;
    int epochs;
    if (argc != 2)
        return 2;
    load(argv[1]);
    while (scanf("%d", &epochs) == 1) {
        struct timespec start, end;
        clock_gettime(clock_id, &start);
        double loss = train(epochs);
        clock_gettime(clock_id, &end);
        printf("{\"seconds\": %.9f, \"loss\": %.9g}\n", end.tv_sec - start.tv_sec + 1e-9 * (end.tv_nsec - start.tv_nsec), loss);
        fflush(stdout);
    }
    return 0;
}
