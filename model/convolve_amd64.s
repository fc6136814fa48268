#include "textflag.h"

// PLACE points to at the column of the place at offset of CX, plus shift.
#define PLACE(offset, shift, to) \
	MOVLQSX offset(CX), to     \
	LEAQ    (shift)(to*8), to

// WIDEN loads 24 bytes into 16-bit lanes; X0 is zero.
#define WIDEN(from, a, b, c) \
	MOVOU     (from), a   \
	MOVQ      16(from), c \
	MOVO      a, b        \
	PUNPCKLBW X0, a       \
	PUNPCKHBW X0, b       \
	PUNPCKLBW X0, c

// func convolve(best []int16, rows []uint64, at []int32, blocks, widths int)
//
// SI is the column, DI the sums to set, BX the bytes from one place of a window
// to the next, R8 the width, R9 the blocks left, CX the window, DX the first and
// R13 the end, X1 to X3 the greatest sums so far, X15 what to take off. Up to
// width 3, three blocks go together.
TEXT ·convolve(SB), NOSPLIT, $0-88
	MOVQ best_base+0(FP), DI
	MOVQ rows_base+24(FP), SI
	MOVQ blocks+72(FP), BX
	SHLQ $3, BX
	MOVQ $1, R8
	PXOR X0, X0

width:
	MOVQ widths+80(FP), AX
	SUBQ R8, AX
	JLT  done
	MOVQ at_base+48(FP), DX
	MOVQ at_len+56(FP), R13
	SUBQ AX, R13
	SUBQ R8, R13
	LEAQ 4(DX)(R13*4), R13
	LEAQ (DX)(AX*4), DX
	MOVQ blocks+72(FP), R9

	MOVQ       R8, X15
	PSLLQ      $7, X15
	PSHUFLW    $0, X15, X15
	PUNPCKLQDQ X15, X15

block:
	MOVQ DX, CX
	PXOR X1, X1
	PXOR X2, X2
	PXOR X3, X3
	CMPQ R9, $3
	JLT  any
	LEAQ (SI)(BX*1), R10
	LEAQ (SI)(BX*2), R11
	CMPQ R8, $2
	JLT  one
	JEQ  two
	CMPQ R8, $3
	JEQ  three

any:
	PXOR X4, X4
	MOVQ SI, R10
	XORQ R11, R11

place:
	MOVLQSX   (CX)(R11*4), AX
	MOVQ      (R10)(AX*8), X5
	PUNPCKLBW X0, X5
	PADDW     X5, X4
	ADDQ      BX, R10
	INCQ      R11
	CMPQ      R11, R8
	JLT       place
	PMAXSW    X4, X1
	ADDQ      $4, CX
	CMPQ      CX, R13
	JLT       any
	PSUBW     X15, X1
	MOVOU     X1, (DI)
	ADDQ      $16, DI
	ADDQ      $8, SI
	DECQ      R9
	JNZ       block
	JMP       next

one:
	PLACE(0, SI, AX)
	MOVOU  (AX), X4
	MOVQ   16(AX), X5
	PMAXUB X4, X1
	PMAXUB X5, X3
	ADDQ   $4, CX
	CMPQ   CX, R13
	JLT    one
	MOVO   X1, X2
	PUNPCKLBW X0, X1
	PUNPCKHBW X0, X2
	PUNPCKLBW X0, X3
	JMP    store

two:
	PLACE(0, SI, AX)
	WIDEN(AX, X4, X5, X6)
	PLACE(4, R10, AX)
	WIDEN(AX, X7, X8, X9)
	PADDW  X7, X4
	PADDW  X8, X5
	PADDW  X9, X6
	PMAXSW X4, X1
	PMAXSW X5, X2
	PMAXSW X6, X3
	ADDQ   $4, CX
	CMPQ   CX, R13
	JLT    two
	JMP    store

three:
	PLACE(0, SI, AX)
	WIDEN(AX, X4, X5, X6)
	PLACE(4, R10, AX)
	WIDEN(AX, X7, X8, X9)
	PLACE(8, R11, AX)
	WIDEN(AX, X10, X11, X12)
	PADDW  X7, X4
	PADDW  X8, X5
	PADDW  X9, X6
	PADDW  X10, X4
	PADDW  X11, X5
	PADDW  X12, X6
	PMAXSW X4, X1
	PMAXSW X5, X2
	PMAXSW X6, X3
	ADDQ   $4, CX
	CMPQ   CX, R13
	JLT    three

store:
	PSUBW X15, X1
	PSUBW X15, X2
	PSUBW X15, X3
	MOVOU X1, (DI)
	MOVOU X2, 16(DI)
	MOVOU X3, 32(DI)
	ADDQ  $48, DI
	ADDQ  $24, SI
	SUBQ  $3, R9
	JNZ   block

next:
	// SI has passed the first place's blocks; the others' follow.
	MOVQ  R8, AX
	DECQ  AX
	IMULQ BX, AX
	ADDQ  AX, SI
	INCQ  R8
	JMP   width

done:
	RET

// NEURONS adds two filters' share to sum, given their 32-bit sums in the low
// half of x; i is where they stand.
#define NEURONS(x, i, sum) \
	CVTPL2PD x, x            \
	MOVUPD   i(R8)(AX*8), X6 \
	MULPD    X6, x           \
	MOVUPD   i(R9)(AX*8), X6 \
	ADDPD    X6, x           \
	MAXPD    X0, x           \
	MOVUPD   i(R10)(AX*8), X6 \
	MULPD    X6, x           \
	ADDPD    x, sum

// func output(best []int16, scale, bias, out []float64) float64
//
// X8 to X11 are the eight sums of outputGo.
TEXT ·output(SB), NOSPLIT, $0-104
	MOVQ best_base+0(FP), DI
	MOVQ best_len+8(FP), CX
	MOVQ scale_base+24(FP), R8
	MOVQ bias_base+48(FP), R9
	MOVQ out_base+72(FP), R10
	XORQ AX, AX
	PXOR X0, X0
	PXOR X8, X8
	PXOR X9, X9
	PXOR X10, X10
	PXOR X11, X11

eight:
	MOVOU     (DI)(AX*2), X1
	MOVO      X1, X3
	PUNPCKLWL X1, X1           // a lane of 32 bits each, the number in its upper half
	PUNPCKHWL X3, X3
	PSRAL     $16, X1
	PSRAL     $16, X3
	PSHUFD    $0x0E, X1, X2
	PSHUFD    $0x0E, X3, X4
	NEURONS(X1, 0, X8)
	NEURONS(X2, 16, X9)
	NEURONS(X3, 32, X10)
	NEURONS(X4, 48, X11)
	ADDQ      $8, AX
	CMPQ      AX, CX
	JLT       eight

	ADDPD    X9, X8
	ADDPD    X11, X10
	ADDPD    X10, X8
	MOVO     X8, X1
	UNPCKHPD X1, X1
	ADDSD    X1, X8
	MOVSD    X8, ret+96(FP)
	RET

// func sumGrams(buckets, grams []uint64, shift uint) int
//
// Two n-grams at a time. X0 has the tags' lanes, X1 ones, X2 the shift, X8 the
// sums, four of 32 bits.
TEXT ·sumGrams(SB), NOSPLIT, $0-64
	MOVQ    buckets_base+0(FP), SI
	MOVQ    grams_base+24(FP), DI
	MOVQ    grams_len+32(FP), CX
	MOVQ    shift+48(FP), X2
	PXOR    X8, X8
	PCMPEQW X0, X0
	MOVO    X0, X1
	PSRLW   $8, X0
	PSRLW   $15, X1
	SUBQ    $2, CX
	JLT     rest

pair:
	MOVOU      (DI), X3
	MOVO       X3, X4
	PSRLQ      X2, X4
	MOVQ       X4, AX
	PSRLO      $8, X4
	MOVQ       X4, BX
	MOVQ       (SI)(AX*8), X5
	MOVHPS     (SI)(BX*8), X5
	PAND       X0, X3
	PSHUFLW    $0, X3, X3
	PSHUFHW    $0, X3, X3
	MOVO       X5, X6
	PAND       X0, X6
	PCMPEQW    X3, X6
	PAND       X5, X6
	PSRAW      $8, X6
	PMADDWL    X1, X6
	PADDL      X6, X8
	ADDQ       $16, DI
	SUBQ       $2, CX
	JGE        pair

rest:
	ADDQ $2, CX
	JZ   total
	MOVQ       (DI), X3
	MOVO       X3, X4
	PSRLQ      X2, X4
	MOVQ       X4, AX
	MOVQ       (SI)(AX*8), X5
	PAND       X0, X3
	PSHUFLW    $0, X3, X3
	MOVO       X5, X6
	PAND       X0, X6
	PCMPEQW    X3, X6
	PAND       X5, X6
	PSRAW      $8, X6
	PMADDWL    X1, X6
	PADDL      X6, X8

total:
	PSHUFD  $0x4E, X8, X3
	PADDL   X3, X8
	PSHUFD  $0xB1, X8, X3
	PADDL   X3, X8
	MOVD    X8, AX
	MOVLQSX AX, AX
	MOVQ    AX, ret+56(FP)
	RET
