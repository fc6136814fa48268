#include "textflag.h"

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
