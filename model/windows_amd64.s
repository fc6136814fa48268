#include "textflag.h"

// func maxWindows(best *[8]uint16, rows []uint64, at []int32, column, step, w int)
//
// X0 is zero, X1 the greatest sums so far, X2 the sums of this window, eight
// lanes of 16 bits each.
TEXT ·maxWindows(SB), NOSPLIT, $0-80
	MOVQ rows_base+8(FP), SI
	MOVQ at_base+32(FP), DI
	MOVQ at_len+40(FP), CX
	MOVQ column+56(FP), AX
	MOVQ step+64(FP), BX
	MOVQ w+72(FP), R8
	LEAQ (SI)(AX*8), SI
	SHLQ $3, BX
	SUBQ R8, CX
	INCQ CX               // windows
	PXOR X0, X0
	PXOR X1, X1
	CMPQ CX, $0
	JLE  done
	CMPQ R8, $1
	JEQ  one
	CMPQ R8, $2
	JEQ  two
	CMPQ R8, $3
	JEQ  three

any:
	PXOR X2, X2
	MOVQ SI, R9
	XORQ R10, R10

place:
	MOVLQSX   (DI)(R10*4), R11
	MOVQ      (R9)(R11*8), X3
	PUNPCKLBW X0, X3
	PADDW     X3, X2
	ADDQ      BX, R9
	INCQ      R10
	CMPQ      R10, R8
	JLT       place
	PMAXSW    X2, X1
	ADDQ      $4, DI
	DECQ      CX
	JNZ       any
	JMP       done

one:
	MOVLQSX   (DI), R11
	MOVQ      (SI)(R11*8), X2
	PUNPCKLBW X0, X2
	PMAXSW    X2, X1
	ADDQ      $4, DI
	DECQ      CX
	JNZ       one
	JMP       done

two:
	LEAQ (SI)(BX*1), R9

twoNext:
	MOVLQSX   (DI), R11
	MOVLQSX   4(DI), R12
	MOVQ      (SI)(R11*8), X2
	MOVQ      (R9)(R12*8), X3
	PUNPCKLBW X0, X2
	PUNPCKLBW X0, X3
	PADDW     X3, X2
	PMAXSW    X2, X1
	ADDQ      $4, DI
	DECQ      CX
	JNZ       twoNext
	JMP       done

three:
	LEAQ (SI)(BX*1), R9
	LEAQ (R9)(BX*1), R10

threeNext:
	MOVLQSX   (DI), R11
	MOVLQSX   4(DI), R12
	MOVLQSX   8(DI), R13
	MOVQ      (SI)(R11*8), X2
	MOVQ      (R9)(R12*8), X3
	MOVQ      (R10)(R13*8), X4
	PUNPCKLBW X0, X2
	PUNPCKLBW X0, X3
	PUNPCKLBW X0, X4
	PADDW     X3, X2
	PADDW     X4, X2
	PMAXSW    X2, X1
	ADDQ      $4, DI
	DECQ      CX
	JNZ       threeNext

done:
	MOVQ  best+0(FP), AX
	MOVOU X1, (AX)
	RET
